"""headway for Conan 2. Not tested: see the README beside this folder."""

from pathlib import Path

from conan import ConanFile
from conan.tools.cmake import CMake, CMakeDeps, CMakeToolchain, cmake_layout
from conan.tools.files import copy


class Headway(ConanFile):
    name = "headway"
    license = "MIT"
    description = "Performance analytics for public services"
    settings = "os", "compiler", "build_type", "arch"
    package_type = "static-library"

    def requirements(self) -> None:
        """The headers of Boost alone."""
        self.requires("boost/[>=1.74]", transitive_headers=True, options={"header_only": True})

    def layout(self) -> None:
        cmake_layout(self)

    def export_sources(self) -> None:
        """The folder above recipes/."""
        root = Path(self.recipe_folder).parents[1]
        for pattern in ("CMakeLists.txt", "LICENSE", "cmake/*", "include/*", "src/*"):
            copy(self, pattern, root, self.export_sources_folder)

    def generate(self) -> None:
        CMakeDeps(self).generate()
        CMakeToolchain(self).generate()

    def build(self) -> None:
        cmake = CMake(self)
        cmake.configure()
        cmake.build()

    def package(self) -> None:
        CMake(self).install()

    def package_info(self) -> None:
        """Its own CMake package is what find_package(headway) finds."""
        self.cpp_info.set_property("cmake_find_mode", "none")
        self.cpp_info.builddirs.append("lib/cmake/headway")
