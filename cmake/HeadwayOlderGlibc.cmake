# A module that runs with an older C library than that of the machine it is compiled on: linked by zig, which carries
# what each version of glibc had, with libstdc++ inside and nothing of it to be seen from outside.
include_guard()

function(link_for_older_glibc target entry)
  if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU" OR NOT CMAKE_SYSTEM_NAME STREQUAL "Linux")
    message(FATAL_ERROR "HEADWAY_GLIBC needs g++ on Linux: without it a module serves the systems that this one is like")
  endif()
  execute_process(COMMAND ${Python_EXECUTABLE} -m ziglang version RESULT_VARIABLE missing OUTPUT_QUIET ERROR_QUIET)
  if(missing)
    message(FATAL_ERROR "HEADWAY_GLIBC needs zig: pip install ziglang, beside ${Python_EXECUTABLE}")
  endif()
  set(runtime)
  foreach(library IN ITEMS libstdc++.a libgcc.a libgcc_s.so.1)
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=${library} OUTPUT_VARIABLE path OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(APPEND runtime " ${path}")
  endforeach()
  file(CONFIGURE OUTPUT ${target}.map CONTENT "{ global: ${entry}; local: *; };\n" @ONLY)
  target_sources(${target} PRIVATE ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/older_glibc.cpp)
  set_source_files_properties(${CMAKE_CURRENT_FUNCTION_LIST_DIR}/older_glibc.cpp PROPERTIES
    SKIP_UNITY_BUILD_INCLUSION ON)  # whose names the C library's headers declare otherwise
  string(CONCAT rule "${Python_EXECUTABLE} -m ziglang cc -target ${CMAKE_SYSTEM_PROCESSOR}-linux-gnu.${HEADWAY_GLIBC} "
    "-shared -s -o <TARGET> <LINK_FLAGS> <OBJECTS> <LINK_LIBRARIES>${runtime} -lm -lpthread -Wl,--gc-sections "
    "-Wl,--version-script=${CMAKE_CURRENT_BINARY_DIR}/${target}.map")
  set(CMAKE_CXX_CREATE_SHARED_MODULE "${rule}" PARENT_SCOPE)
endfunction()
