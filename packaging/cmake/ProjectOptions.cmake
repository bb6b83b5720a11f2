# SPDX-FileCopyrightText: 2026 The Tabletalk authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What every target of ours is compiled with, and the two functions that make a layer and a test.

add_library(project_options INTERFACE)
target_compile_features(project_options INTERFACE cxx_std_20)
target_compile_definitions(project_options INTERFACE
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_FOREACH
    TABLETALK_VERSION="${PROJECT_VERSION}"
)
target_compile_options(project_options INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -fstack-protector-strong
    # Designated initialisers name what differs from the defaults; the rest is meant to be default.
    -Wno-missing-field-initializers)
target_link_options(project_options INTERFACE -Wl,-z,relro,-z,now)
if(TABLETALK_SANITIZE)
    target_compile_options(project_options INTERFACE -fsanitize=${TABLETALK_SANITIZE}
                           -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(project_options INTERFACE -fsanitize=${TABLETALK_SANITIZE})
endif()
if(TABLETALK_SANITIZE OR TABLETALK_FUZZERS)
    target_compile_definitions(project_options INTERFACE TABLETALK_SANITIZED)
endif()
if(TABLETALK_FUZZERS)
    # A fuzzer sees only what is instrumented, so every layer is.
    target_compile_options(project_options INTERFACE -fsanitize=fuzzer-no-link,address -fno-omit-frame-pointer)
    target_link_options(project_options INTERFACE -fsanitize=address)
endif()

set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)

# A layer: one static library per folder of src, whose only include root is that folder. What is not
# named after LINKS cannot be included.
function(tabletalk_layer name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINKS;PRIVATE_LINKS" ${ARGN})
    add_library(${name} STATIC ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON)
    target_include_directories(${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(${name} PUBLIC project_options ${arg_LINKS} PRIVATE ${arg_PRIVATE_LINKS})
endfunction()

# A test binary: tst_<class>.cpp, linking the layer under test and what is under it, never what is
# above. It runs without a display, in a fixed locale, in a home of its own. With GUI it runs in a
# session of its own instead (display, window manager, buses, keyring) and gets the label "gui".
function(tabletalk_test name)
    cmake_parse_arguments(arg "GUI" "TIMEOUT" "SOURCES;LINKS;LABELS;ENVIRONMENT" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_executable(${name} ${arg_SOURCES})
    set_target_properties(${name} PROPERTIES AUTOMOC ON RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/bin)
    target_link_libraries(${name} PRIVATE project_options ${arg_LINKS} Qt6::Test)
    # What is tested is optimised as it is shipped; optimising the questions takes longer than asking them.
    target_compile_options(${name} PRIVATE -O0 -U_FORTIFY_SOURCE)
    set(launcher "")
    set(platform offscreen)
    if(arg_GUI)
        set(launcher ${CMAKE_SOURCE_DIR}/packaging/private-session.sh)
        set(platform xcb)
        list(APPEND arg_LABELS gui)
    endif()
    add_test(NAME ${name} COMMAND ${launcher} $<TARGET_FILE:${name}>)
    set(home ${CMAKE_BINARY_DIR}/tests/home/${name})
    file(MAKE_DIRECTORY ${home})
    set_tests_properties(${name} PROPERTIES
        TIMEOUT ${arg_TIMEOUT}
        LABELS "${arg_LABELS}"
        ENVIRONMENT "QT_QPA_PLATFORM=${platform};LANG=C.UTF-8;LC_ALL=C.UTF-8;TZ=UTC;HOME=${home};XDG_DATA_HOME=${home}/data;XDG_CONFIG_HOME=${home}/config;XDG_CACHE_HOME=${home}/cache;LLMROUTER_API_KEY=;TABLETALK_ROUTER=;ASAN_OPTIONS=detect_leaks=0;${arg_ENVIRONMENT}")
endfunction()

# A test of the whole program from outside: NAME.py drives the running window. In a session of its own.
function(tabletalk_gui_test name)
    add_test(NAME ${name} COMMAND ${CMAKE_SOURCE_DIR}/packaging/private-session.sh
             /usr/bin/python3 ${CMAKE_CURRENT_SOURCE_DIR}/${name}.py)
    set_tests_properties(${name} PROPERTIES
        TIMEOUT 600
        SKIP_RETURN_CODE 77
        LABELS gui
        ENVIRONMENT "TABLETALK_PROGRAM=$<TARGET_FILE:tabletalk>;QT_QPA_PLATFORM=xcb;LANG=C.UTF-8;LC_ALL=C.UTF-8;PYTHONDONTWRITEBYTECODE=1;ASAN_OPTIONS=detect_leaks=0")
endfunction()
