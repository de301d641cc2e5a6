# SPDX-License-Identifier: Apache-2.0
# How every room of the house is built: warnings are errors, hardening and sanitizers are the same
# everywhere, and each header must compile alone.

set(ALCOVE_SANITIZE "" CACHE STRING "Sanitizers for our code, for example address,undefined")

add_library(alcove_build_flags INTERFACE)
target_include_directories(alcove_build_flags INTERFACE ${CMAKE_SOURCE_DIR} ${CMAKE_BINARY_DIR})
target_compile_options(alcove_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  -fstack-protector-strong)
# g++ 12 sees overflows and reads past the end that are not there when it inlines vector::insert and
# string::assign (its bugs 105329, 105651, 107852). They stay errors in the dev and asan builds.
target_compile_options(alcove_build_flags INTERFACE
  $<$<CONFIG:Release>:-Wno-array-bounds -Wno-stringop-overflow -Wno-stringop-overread
                      -Wno-restrict>)
target_compile_definitions(alcove_build_flags INTERFACE
  $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
target_link_options(alcove_build_flags INTERFACE -Wl,-z,relro,-z,now)
if(CMAKE_UNITY_BUILD)
  # g++ takes a source that is included with others for a header, where this would be a mistake.
  target_compile_options(alcove_build_flags INTERFACE
    $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-Wno-subobject-linkage>)
endif()

# The sanitizers also cover the store engine, so that a bad pointer handed to it is seen there.
add_library(alcove_sanitizers INTERFACE)
if(ALCOVE_SANITIZE)
  target_compile_options(alcove_sanitizers INTERFACE
    -fsanitize=${ALCOVE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(alcove_sanitizers INTERFACE -fsanitize=${ALCOVE_SANITIZE})
  if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    # The fuzz preset: what is worth a warning is said by g++ in the other presets.
    target_compile_options(alcove_build_flags INTERFACE -w)
  else()
    # Under sanitizers g++ 12 sees uninitialised values in the standard library that are none; the
    # other presets keep the warning.
    target_compile_options(alcove_build_flags INTERFACE -Wno-maybe-uninitialized)
    # A null pointer that is used ends the program under the address sanitizer anyway, and our code
    # casts pointers to bytes only: for C++ these two checks cost a third of the time to compile.
    if(ALCOVE_SANITIZE MATCHES "undefined")
      target_compile_options(alcove_sanitizers INTERFACE
        $<$<COMPILE_LANGUAGE:CXX>:-fno-sanitize=null,alignment>)
    endif()
  endif()
endif()
target_link_libraries(alcove_build_flags INTERFACE alcove_sanitizers)

# alcove_verify_headers(TARGET HEADER ...): the target all_verify_interface_header_sets checks that
# each header compiles alone. One that its own source includes first has been compiled alone by that
# source, so it is not compiled a second time (two thirds of them).
function(alcove_verify_headers target)
  set(kind PUBLIC)
  get_target_property(type ${target} TYPE)
  if(type STREQUAL "INTERFACE_LIBRARY")
    set(kind INTERFACE)
  endif()
  set(alone)
  foreach(header ${ARGN})
    cmake_path(ABSOLUTE_PATH header)
    string(REGEX REPLACE "\\.h$" ".cpp" source ${header})
    set(first "")
    if(EXISTS ${source})
      file(STRINGS ${source} first REGEX "^#include" LIMIT_COUNT 1)
    endif()
    cmake_path(RELATIVE_PATH header BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE name)
    if(NOT first STREQUAL "#include \"${name}\"")
      list(APPEND alone ${header})
    endif()
  endforeach()
  target_sources(${target} ${kind} FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${alone})
  set_target_properties(${target} PROPERTIES VERIFY_INTERFACE_HEADER_SETS ON)
endfunction()

# alcove_library(NAME [PUBLIC lib ...] [PRIVATE lib ...])
# A static library of all sources and headers of the current folder, found by name: a file that is
# added is built.
function(alcove_library name)
  cmake_parse_arguments(ARG "RECURSE" "" "PUBLIC;PRIVATE" ${ARGN})
  set(how GLOB)
  if(ARG_RECURSE)
    set(how GLOB_RECURSE)
  endif()
  file(${how} sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  file(${how} headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_library(${name} STATIC ${sources})
  alcove_verify_headers(${name} ${headers})
  target_link_libraries(${name} PUBLIC alcove_build_flags ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# alcove_embed_text(TARGET SYMBOL FILE): the text file becomes part of the program, as
# `extern const std::string_view alcove::embedded::SYMBOL`, so that no data file can be missing.
function(alcove_embed_text target symbol file)
  set(out ${CMAKE_CURRENT_BINARY_DIR}/embedded_${symbol}.cpp)
  add_custom_command(OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DIN=${CMAKE_CURRENT_SOURCE_DIR}/${file} -DOUT=${out}
            -DSYMBOL=${symbol} -P ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
    DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${CMAKE_SOURCE_DIR}/cmake/embed_text.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${out})
endfunction()
