# Windows on x86-64, by mingw-w64 with threads of its own, run under wine. Nothing is needed beside a program.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_FLAGS_INIT -Wa,-mbig-obj)  # of files that are compiled in groups
set(CMAKE_EXE_LINKER_FLAGS_INIT "-static -fno-use-linker-plugin -wrapper ${CMAKE_CURRENT_LIST_DIR}/linked_by_lld")
