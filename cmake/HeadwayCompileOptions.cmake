# How headway's own targets are compiled. Nothing here reaches those who link them.
include_guard()

# NaN is a value, so never -ffast-math. Contraction is off so that a column agrees with a loop over the headers to
# the last bit on every processor.
function(headway_options target)
  if(NOT MSVC)
    target_compile_options(${target} PRIVATE -fno-math-errno -fno-trapping-math -ffp-contract=off)
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")  # the compiler collects its garbage less often
      target_compile_options(${target} PRIVATE --param=ggc-min-expand=400 --param=ggc-min-heapsize=1000000)
      # What it makes of a function for one call it keeps in each object, where of the function the linker keeps one:
      # copies of Boost's were a seventh of the module.
      target_compile_options(${target} PRIVATE -fno-ipa-sra -fno-ipa-cp -fno-partial-inlining)
    elseif(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")  # libstdc++ 12 sorts with what C++17 deprecates, which clang 19 tells
      target_compile_options(${target} PRIVATE -Wno-deprecated-declarations)
    endif()
  endif()
endfunction()

function(headway_warnings target)
  if(MSVC)
    target_compile_options(${target} PRIVATE /W4 $<$<BOOL:${HEADWAY_WERROR}>:/WX>)
  else()
    target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast
      $<$<BOOL:${HEADWAY_WERROR}>:-Werror>)
    # GCC 12 takes "text" + string for overlapping copies where there are none (GCC bug 105651, mended in 13).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
      target_compile_options(${target} PRIVATE -Wno-restrict)
    endif()
  endif()
endfunction()
