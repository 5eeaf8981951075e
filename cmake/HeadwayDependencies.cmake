# The headers of Boost, and of Eigen where the Python bindings are built: header-only, so a directory is all there is to
# find. The system's come first; where it has none, those of the wheels cmeel-boost and cmeel-eigen, which lie in a
# directory that CMake does not search by itself. Used by headway's own build and, installed beside headwayConfig.cmake, by those who find the package.
include_guard()
include(${CMAKE_CURRENT_LIST_DIR}/HeadwayNeeds.cmake)

set(headway_wheel_prefixes)
foreach(prefix IN LISTS CMAKE_PREFIX_PATH)
  list(APPEND headway_wheel_prefixes ${prefix}/cmeel.prefix/include)
endforeach()
# Installed in a Python package, this file lies four folders below the site-packages that the wheels install into.
get_filename_component(headway_site_packages "${CMAKE_CURRENT_LIST_DIR}/../../../.." ABSOLUTE)
list(APPEND headway_wheel_prefixes ${headway_site_packages}/cmeel.prefix/include)
if(DEFINED ENV{VIRTUAL_ENV})
  file(GLOB headway_venv_prefixes "$ENV{VIRTUAL_ENV}/lib/python3*/site-packages/cmeel.prefix/include")
  list(APPEND headway_wheel_prefixes ${headway_venv_prefixes})
endif()

find_path(HEADWAY_BOOST_INCLUDE_DIR boost/date_time/gregorian/gregorian_types.hpp
  DOC "Directory that holds boost/" PATHS ${headway_wheel_prefixes})
set(headway_libraries boost)
if(HEADWAY_BUILD_PYTHON)
  find_path(HEADWAY_EIGEN_INCLUDE_DIR Eigen/Core
    DOC "Directory that holds Eigen/" PATH_SUFFIXES eigen3 PATHS ${headway_wheel_prefixes})
  list(APPEND headway_libraries eigen)
endif()

foreach(library IN LISTS headway_libraries)
  string(TOUPPER ${library} upper)
  if(NOT HEADWAY_${upper}_INCLUDE_DIR)
    headway_advice(advice "the headers of ${library} and found none"
      "apt-get install libboost-dev, for the Python bindings libeigen3-dev too"
      "dnf install boost-devel, for the Python bindings eigen3-devel too"
      "brew install boost, for the Python bindings eigen too"
      "vcpkg install boost-date-time boost-math, for the Python bindings eigen3 too")
    string(CONCAT HEADWAY_DEPENDENCIES_MISSING "${advice}"
      "  without root:    pip install cmeel-boost cmeel-eigen, and run CMake in that virtual environment\n"
      "  elsewhere:       -DHEADWAY_${upper}_INCLUDE_DIR=<directory>")
    return()
  endif()
  if(NOT TARGET headway::${library}_headers)
    add_library(headway::${library}_headers INTERFACE IMPORTED)
    target_include_directories(headway::${library}_headers SYSTEM INTERFACE ${HEADWAY_${upper}_INCLUDE_DIR})
  endif()
endforeach()
