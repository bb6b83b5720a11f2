// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "codelexers.h"

namespace tabletalk {

//! Reads one line of a programming language. What the language has is asked of its traits.
class ProgramLexer {
public:
    ProgramLexer(LineScan &scan, CodeState state, const CodeLanguage &language, const CodeWords &words);

    CodeState run();

private:
    //! Four bits of the payload count the braces of each.
    static constexpr int kDeepestTemplate = 4;
    //! Stands for a word in the state; never 0.
    static quint16 markOf(QStringView word);

    bool has(CodeTrait trait) const { return m_traits.testFlag(trait); }

    void goOn();
    void word();
    void symbol(char16_t c);
    bool comment(char16_t c);
    void directive();
    void quote(char16_t c, bool isRaw);
    bool prefixedString(qsizetype start);
    bool cxxRawString(qsizetype start);
    bool rustRawString(qsizetype start);
    void rustQuote();
    void dollar();
    void sigil();
    bool heredoc();
    bool regex();

    void string(qsizetype start);
    void tripleString(qsizetype start);
    void rawString(qsizetype start);
    void heredocLine();
    void nestedComment(qsizetype start);
    void lineComment(qsizetype start);
    void openBrace();
    void closeBrace();

    LineScan &m_scan;
    CodeState m_state;
    const CodeTraits m_traits;
    const CodeWords &m_words;
    bool m_isAfterValue = false; //!< where "/" divides
    bool m_isLeft = false; //!< the program ended within the line
    quint16 m_heredoc = 0; //!< announced on this line; 0 for none
};

} // namespace tabletalk
