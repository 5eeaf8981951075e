# What to install where something is missing, on each kind of system.
include_guard()

# "headway needs WHAT", and then how to have it, in the variable `result`.
function(headway_advice result what debian fedora macos windows)
  string(CONCAT advice "headway needs ${what}.\n"
    "  Debian, Ubuntu:  ${debian}\n"
    "  Fedora:          ${fedora}\n"
    "  macOS:           ${macos}\n"
    "  Windows:         ${windows}\n")
  set(${result} "${advice}" PARENT_SCOPE)
endfunction()

# Before CMake looks for one, whose own message does not say what to do.
function(headway_needs_a_compiler)
  if(CMAKE_CXX_COMPILER OR DEFINED ENV{CXX} OR CMAKE_TOOLCHAIN_FILE OR CMAKE_GENERATOR MATCHES "Visual Studio|Xcode")
    return()
  endif()
  find_program(compiler NAMES c++ g++ clang++ cl CC PATHS ENV PATH NO_CACHE)
  if(NOT compiler)
    headway_advice(advice "a C++20 compiler and found none" "apt-get install g++" "dnf install gcc-c++"
      "xcode-select --install" "winget install Microsoft.VisualStudio.2022.BuildTools, with C++")
    message(FATAL_ERROR "${advice}  elsewhere:       -DCMAKE_CXX_COMPILER=<compiler>")
  endif()
endfunction()
