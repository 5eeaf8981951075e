# Windows on x86-64, by mingw-w64 with threads of its own, run under wine. Nothing is needed beside a program.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_FLAGS_INIT -Wa,-mbig-obj)  # of files that are compiled in groups
set(square_root ${CMAKE_BINARY_DIR}/square_root.o)
execute_process(COMMAND_ERROR_IS_FATAL ANY COMMAND x86_64-w64-mingw32-g++-posix -O1 -fno-builtin -c
  ${CMAKE_CURRENT_LIST_DIR}/square_root.cpp -o ${square_root})
set(CMAKE_EXE_LINKER_FLAGS_INIT
  "-static ${square_root} -fno-use-linker-plugin -wrapper ${CMAKE_CURRENT_LIST_DIR}/linked_by_lld")
