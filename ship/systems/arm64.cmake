# Linux on 64-bit ARM, run under qemu. Nothing is needed beside a program.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_EXE_LINKER_FLAGS_INIT -static)
