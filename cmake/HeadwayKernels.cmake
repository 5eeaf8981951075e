# Which sources headway::batch is made of, and how: in headway's own build, and with those who have it as sources.
include_guard()
include(${CMAKE_CURRENT_LIST_DIR}/HeadwayCompileOptions.cmake)

function(headway_kernels target directory)
  set(kernels assess assess_block compare control_charts count funnel grouped_statistics interruption outlook simulate
    standardise statistics trend two_samples unlike_units words)
  list(TRANSFORM kernels PREPEND ${directory}/)
  list(TRANSFORM kernels APPEND .cpp)
  target_sources(${target} PRIVATE ${kernels})
  headway_options(${target})
endfunction()
