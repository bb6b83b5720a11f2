// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringView>

#include <vector>

namespace tabletalk {

//! What a run of code is; the view maps it to a colour.
enum class CodeRole : quint8 { Keyword, Type, String, Number, Comment, Name, Inserted, Deleted };

struct CodeRun {
    int start = 0; //!< UTF-16 units from the start of the line
    int length = 0;
    CodeRole role = CodeRole::Keyword;
    bool operator==(const CodeRun &) const = default;
};

//! What the lines above leave open at the start of a line. The default is the start of the code.
struct CodeState {
    enum class Mode : quint8 {
        Code,
        LineComment, //!< only between the pieces of one line
        BlockComment, //!< payload: how many are open
        String, //!< quote
        TripleString, //!< quote
        RawString, //!< payload: of its closing mark
        Heredoc, //!< payload: of the word that ends it
        Tag, //!< of HTML; payload: which kind of element it opens
        TagString, //!< quote; payload as in Tag
        BlockScalar, //!< of YAML; payload: its parent's indentation
    };
    // Not scoped: g++ 12 cannot initialise a bit-field of a scoped enumeration.
    enum Host : quint8 {
        NoHost,
        Script, //!< JavaScript inside HTML
        Style, //!< CSS inside HTML
        Markup, //!< HTML around PHP
    };
    enum Quote : quint8 { NoQuote, Double, Single, Backtick };

    Mode mode = Mode::Code;
    quint8 host : 2 = NoHost;
    quint8 quote : 2 = NoQuote;
    bool isRaw : 1 = false; //!< the string has no escapes
    quint8 depth : 3 = 0; //!< open templates, or braces of CSS
    quint16 payload = 0;

    bool operator==(const CodeState &) const = default;
};
static_assert(sizeof(CodeState) == sizeof(quint32), "one is kept per line of code");

//! Tells the keywords, strings, comments and so on of a line of code apart. One pass over the line and
//! no memory of it: what must be known of the lines above is the state, which the caller keeps, so that
//! code is highlighted while it streams and from any line on. Never fails: wrong code is coloured
//! somehow. A value; cheap to make and to copy.
class CodeHighlighter {
public:
    //! Of a language as it is named after a fence.
    explicit CodeHighlighter(QStringView language);

    //! Whether the language is known; if not, everything is plain.
    bool isKnown() const { return m_language >= 0; }

    //! Appends the line's runs, in order and without overlap, to `runs`, which may be null. The line has no
    //! line feed. Returns the state at its end. Where a very long line is taken in pieces, all but the
    //! last have `endsLine` false.
    CodeState highlight(QStringView line, CodeState state, std::vector<CodeRun> *runs,
                        bool endsLine = true) const;

private:
    int m_language;
};

} // namespace tabletalk
