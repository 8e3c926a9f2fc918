# Every header compiles alone: one generated source a header, built by a test (and so cached by ccache).
file(GLOB_RECURSE headers RELATIVE ${CMAKE_SOURCE_DIR}/src CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/*.hpp)
set(header_sources)
foreach(header ${headers})
  set(source ${CMAKE_CURRENT_BINARY_DIR}/headers/${header}.cpp)
  file(CONFIGURE OUTPUT ${source} CONTENT "#include \"${header}\"\n#include \"${header}\"\n")
  list(APPEND header_sources ${source})
endforeach()
add_library(headers_alone OBJECT EXCLUDE_FROM_ALL ${header_sources})
target_link_libraries(headers_alone PRIVATE qingdan_app Boost::headers SQLiteCpp PkgConfig::XLSXWRITER
  nlohmann_json::nlohmann_json)
target_compile_options(headers_alone PRIVATE -O0 -Werror)
add_test(NAME "architecture: every header compiles alone"
  COMMAND ${CMAKE_COMMAND} --build ${CMAKE_BINARY_DIR} --target headers_alone)
set_tests_properties("architecture: every header compiles alone" PROPERTIES LABELS project TIMEOUT 600 RUN_SERIAL ON)
