// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFlags>
#include <QStringView>

#include <span>

namespace tabletalk {

//! Which lexer reads a language.
enum class CodeSyntax : quint8 { Program, Html, Css, Json, Yaml, Toml, Diff };

//! What distinguishes the languages that the lexer of programs reads.
enum class CodeTrait : quint32 {
    SlashComments = 1 << 0, //!< "//" and "/* */"
    HashComments = 1 << 1,
    DashComments = 1 << 2, //!< "--" and "/* */"
    NestedComments = 1 << 3,
    Preprocessor = 1 << 4, //!< # at the start of a line begins a directive
    IgnoresCase = 1 << 5,
    DoubledQuotes = 1 << 6, //!< a quote inside a string is written twice; no backslash escapes
    LongStrings = 1 << 7, //!< ordinary strings may go on in the next line
    TripleQuotes = 1 << 8,
    LetterPrefixes = 1 << 9, //!< letters before a string change its meaning: r"", f""
    Templates = 1 << 10, //!< `text ${expression}`
    RawBackticks = 1 << 11, //!< `text` over several lines without escapes
    CxxRawStrings = 1 << 12, //!< R"mark(text)mark"
    RustStrings = 1 << 13, //!< r#"text"#, 'a' and the lifetime 'a
    VerbatimStrings = 1 << 14, //!< @"text"
    ShellHeredocs = 1 << 15, //!< <<WORD
    PhpHeredocs = 1 << 16, //!< <<<WORD
    RubyHeredocs = 1 << 17, //!< <<~WORD
    DollarNames = 1 << 18, //!< $name stands out
    AtNames = 1 << 19, //!< @name stands out: decorators, annotations, members
    ColonNames = 1 << 20, //!< :name is a symbol
    Regexes = 1 << 21, //!< /pattern/ where a value is expected
    CapitalTypes = 1 << 22, //!< a capital begins a type's name
    PhpTags = 1 << 23, //!< leaves the program at ?>
    PlainSingleQuotes = 1 << 24, //!< no escapes between single quotes
    NoNumbers = 1 << 25, //!< digits mean little there
};
Q_DECLARE_FLAGS(CodeTraits, CodeTrait)
Q_DECLARE_OPERATORS_FOR_FLAGS(CodeTraits)

//! What is known of a language; lists are words separated by spaces.
struct CodeLanguage {
    const char *names; //!< as written after a fence, the usual one first, in lower case
    CodeSyntax syntax = CodeSyntax::Program;
    CodeTraits traits;
    const char *keywords = "";
    const char *types = "";
    const char *constants = ""; //!< true, null and the like
};

//! All that are known, in codelanguages.cpp.
std::span<const CodeLanguage> codeLanguages();
//! The index in codeLanguages() of a name or alias, whatever its case; -1 if it is unknown.
int codeLanguageIndex(QStringView name);

} // namespace tabletalk
