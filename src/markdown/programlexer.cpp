// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "programlexer.h"

#include <algorithm>

namespace tabletalk {

namespace {

using Mode = CodeState::Mode;

constexpr quint16 kMostBraces = 15;

bool isWordStart(char16_t c)
{
    return charclass::of(c) & charclass::WordStart;
}

bool looksLikeType(QStringView word)
{
    const auto isUpper = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    return isUpper(word.front()) && (word.size() == 1 || (word[1] >= u'a' && word[1] <= u'z'));
}

} // namespace

quint16 ProgramLexer::markOf(QStringView word)
{
    quint32 hash = 5381;
    for (const QChar c : word)
        hash = hash * 33 + c.unicode();
    return quint16(hash % 0xffff + 1);
}

ProgramLexer::ProgramLexer(LineScan &scan, CodeState state, const CodeLanguage &language,
                           const CodeWords &words)
    : m_scan(scan)
    , m_state(state)
    , m_traits(language.traits)
    , m_words(words)
{
}

CodeState ProgramLexer::run()
{
    goOn();
    while (!m_scan.isAtEnd() && !m_isLeft) {
        const char16_t c = m_scan.peek();
        const quint8 kind = charclass::of(c);
        if (kind & charclass::WordStart) {
            word();
        } else if (kind & charclass::Blank) {
            m_scan.skip();
        } else if (kind & charclass::Digit) {
            const qsizetype start = m_scan.at();
            m_scan.skipNumber();
            if (!has(CodeTrait::NoNumbers))
                m_scan.mark(start, CodeRole::Number);
            m_isAfterValue = true;
        } else {
            symbol(c);
        }
    }
    if (m_heredoc != 0 && !m_isLeft && m_state.mode == Mode::Code && m_scan.endsLine()) {
        m_state.mode = Mode::Heredoc;
        m_state.payload = m_heredoc;
    }
    return m_state;
}

//! With what the line before left open.
void ProgramLexer::goOn()
{
    const qsizetype start = m_scan.at();
    switch (m_state.mode) {
    case Mode::LineComment:
        lineComment(start);
        break;
    case Mode::BlockComment:
        if (has(CodeTrait::NestedComments))
            nestedComment(start);
        else
            m_state = lexBlockComment(m_scan, m_state, start);
        break;
    case Mode::String:
        string(start);
        break;
    case Mode::TripleString:
        tripleString(start);
        break;
    case Mode::RawString:
        rawString(start);
        break;
    case Mode::Heredoc:
        heredocLine();
        break;
    default:
        m_state.mode = Mode::Code;
        break;
    }
}

void ProgramLexer::word()
{
    const qsizetype start = m_scan.at();
    m_scan.skipWord();
    if (m_scan.peek() == u'"' || m_scan.peek() == u'\'' || m_scan.peek() == u'#') {
        if (prefixedString(start))
            return;
    }
    m_isAfterValue = true;
    const char16_t before = m_scan.peek(start - 1 - m_scan.at());
    const char16_t twoBefore = m_scan.peek(start - 2 - m_scan.at());
    if (before == u'.' && twoBefore != u'.')
        return; // a member may be called like a keyword
    if (has(CodeTrait::ShellHeredocs) && (before == u'-' || m_scan.peek() == u'-' || before == u'/'))
        return; // part of an option or a file's name
    const QStringView text = m_scan.from(start);
    if (const std::optional<CodeRole> role = m_words.roleOf(text)) {
        m_scan.mark(start, *role);
        m_isAfterValue = *role != CodeRole::Keyword;
    } else if (has(CodeTrait::CapitalTypes) && looksLikeType(text)) {
        m_scan.mark(start, CodeRole::Type);
    }
}

void ProgramLexer::symbol(char16_t c)
{
    if (comment(c))
        return;
    switch (c) {
    case u'"':
        quote(c, false);
        return;
    case u'\'':
        if (has(CodeTrait::RustStrings))
            rustQuote();
        else
            quote(c, has(CodeTrait::PlainSingleQuotes));
        return;
    case u'`':
        if (has(CodeTrait::Templates) || has(CodeTrait::RawBackticks)) {
            quote(c, has(CodeTrait::RawBackticks));
            return;
        }
        break;
    case u'$':
        dollar();
        return;
    case u'@':
    case u':':
        sigil();
        return;
    case u'<':
        if (has(CodeTrait::PhpTags) && m_scan.startsWith(QLatin1String("<?php"))) {
            const qsizetype start = m_scan.at();
            m_scan.skip(5);
            m_scan.mark(start, CodeRole::Name);
            return;
        }
        if (heredoc())
            return;
        break;
    case u'?':
        if (has(CodeTrait::PhpTags) && m_scan.peek(1) == u'>') {
            const qsizetype start = m_scan.at();
            m_scan.skip(2);
            m_scan.mark(start, CodeRole::Name);
            m_state.host = CodeState::Host::Markup;
            m_isLeft = true;
            return;
        }
        break;
    case u'/':
        if (regex())
            return;
        break;
    case u'{':
        openBrace();
        return;
    case u'}':
        closeBrace();
        return;
    default:
        break;
    }
    m_scan.skip();
    m_isAfterValue = c == u')' || c == u']';
}

//! Whether a comment, or a directive of the preprocessor, starts here.
bool ProgramLexer::comment(char16_t c)
{
    const qsizetype start = m_scan.at();
    const char16_t next = m_scan.peek(1);
    const bool hasBlocks = has(CodeTrait::SlashComments) || has(CodeTrait::DashComments);
    if (c == u'/' && next == u'*' && hasBlocks) {
        m_scan.skip(2);
        m_state.mode = Mode::BlockComment;
        if (has(CodeTrait::NestedComments)) {
            m_state.payload = 1;
            nestedComment(start);
        } else {
            m_state = lexBlockComment(m_scan, m_state, start);
        }
        return true;
    }
    if (c == u'#' && has(CodeTrait::Preprocessor) && m_scan.isFirstOnLine()) {
        directive();
        return true;
    }
    const char16_t before = m_scan.peek(-1);
    const bool mayBeHash = has(CodeTrait::HashComments) && !(has(CodeTrait::PhpTags) && next == u'[')
                           && (!has(CodeTrait::ShellHeredocs) || before == 0 || before == u' '
                               || before == u'\t' || before == u';');
    const bool startsLine = (c == u'/' && next == u'/' && has(CodeTrait::SlashComments))
                            || (c == u'-' && next == u'-' && has(CodeTrait::DashComments))
                            || (c == u'#' && mayBeHash);
    if (startsLine)
        lineComment(start);
    return startsLine;
}

void ProgramLexer::lineComment(qsizetype start)
{
    m_scan.skipToEnd();
    m_scan.mark(start, CodeRole::Comment);
    m_state.mode = m_scan.endsLine() ? Mode::Code : Mode::LineComment;
}

void ProgramLexer::nestedComment(qsizetype start)
{
    while (!m_scan.isAtEnd() && m_state.payload > 0) {
        const char16_t c = m_scan.peek();
        const char16_t next = m_scan.peek(1);
        const bool opens = c == u'/' && next == u'*';
        const bool closes = c == u'*' && next == u'/';
        if (opens && m_state.payload < 0xffff)
            ++m_state.payload;
        else if (closes)
            --m_state.payload;
        m_scan.skip(opens || closes ? 2 : 1);
    }
    if (m_state.payload == 0)
        m_state.mode = Mode::Code;
    m_scan.mark(start, CodeRole::Comment);
}

void ProgramLexer::directive()
{
    const qsizetype start = m_scan.at();
    m_scan.skip();
    m_scan.skipBlanks();
    const qsizetype wordStart = m_scan.at();
    m_scan.skipWord();
    const bool isInclude = m_scan.from(wordStart) == QLatin1String("include");
    m_scan.mark(start, CodeRole::Name);
    m_scan.skipBlanks();
    if (isInclude && m_scan.peek() == u'<') {
        const qsizetype path = m_scan.at();
        m_scan.skipPast(QLatin1String(">"));
        m_scan.mark(path, CodeRole::String);
    }
}

void ProgramLexer::dollar()
{
    const qsizetype start = m_scan.at();
    m_scan.skip();
    m_isAfterValue = true;
    if (!has(CodeTrait::DollarNames)) {
        m_scan.skipWord();
        return;
    }
    const char16_t c = m_scan.peek();
    if (charclass::of(c) & charclass::WordPart) {
        m_scan.skipWord();
    } else if (c == u'{') {
        const qsizetype closing = m_scan.rest().indexOf(u'}');
        m_scan.skip(closing < 0 ? 1 : closing + 1);
    } else if (QStringView(u"?#@*!$-").contains(QChar(c))) {
        m_scan.skip();
    }
    m_scan.mark(start, CodeRole::Name);
}

void ProgramLexer::sigil()
{
    const qsizetype start = m_scan.at();
    const char16_t c = m_scan.peek();
    if (c == u'@' && has(CodeTrait::VerbatimStrings) && m_scan.peek(1) == u'"') {
        m_scan.skip();
        m_scan.mark(start, CodeRole::String);
        quote(u'"', true);
        return;
    }
    const bool isName =
        c == u'@' ? has(CodeTrait::AtNames) : has(CodeTrait::ColonNames) && m_scan.peek(-1) != u':';
    m_scan.skip();
    if (c == u'@' && isName && m_scan.peek() == u'@')
        m_scan.skip();
    m_isAfterValue = false;
    if (!isName || !isWordStart(m_scan.peek()))
        return;
    m_scan.skipWord();
    m_scan.mark(start, CodeRole::Name);
    m_isAfterValue = true;
}

//! Notes a text that follows in the next lines, as in "<<EOF".
bool ProgramLexer::heredoc()
{
    const QStringView rest = m_scan.rest();
    const qsizetype marks = has(CodeTrait::PhpHeredocs) ? 3 : 2;
    const bool hasHeredocs =
        has(CodeTrait::ShellHeredocs) || has(CodeTrait::PhpHeredocs) || has(CodeTrait::RubyHeredocs);
    qsizetype opening = 0;
    while (opening < rest.size() && rest[opening] == u'<')
        ++opening;
    if (!hasHeredocs || opening != marks)
        return false;
    qsizetype at = marks;
    const auto isOneOf = [&](QStringView set) { return at < rest.size() && set.contains(rest[at]); };
    const bool isMarked = isOneOf(u"-~");
    at += isMarked ? 1 : 0;
    while (isOneOf(u" \t") && !has(CodeTrait::RubyHeredocs))
        ++at;
    const QChar quoted = isOneOf(u"'\"") ? rest[at++] : QChar();
    const qsizetype wordStart = at;
    while (at < rest.size() && charclass::of(rest[at].unicode()) & charclass::WordPart)
        ++at;
    const QStringView mark = rest.sliced(wordStart, at - wordStart);
    // "list <<item" shifts in Ruby, unless the word looks like a mark.
    const bool isShift =
        has(CodeTrait::RubyHeredocs) && !isMarked && quoted.isNull() && mark != mark.toString().toUpper();
    if (mark.isEmpty() || !isWordStart(mark.front().unicode()) || isShift)
        return false;
    const qsizetype start = m_scan.at();
    m_scan.skip(at + (isOneOf(u"'\"") ? 1 : 0));
    m_scan.mark(start, CodeRole::String);
    m_heredoc = markOf(mark);
    m_isAfterValue = true;
    return true;
}

void ProgramLexer::heredocLine()
{
    const qsizetype start = m_scan.at();
    m_scan.skipBlanks();
    const qsizetype wordStart = m_scan.at();
    m_scan.skipWord();
    const bool isEnd = markOf(m_scan.from(wordStart)) == m_state.payload
                       && (m_scan.isAtEnd() || QStringView(u";,)").contains(QChar(m_scan.peek())));
    if (!isEnd)
        m_scan.skipToEnd();
    m_scan.mark(start, CodeRole::String);
    if (isEnd) {
        m_state.mode = Mode::Code;
        m_state.payload = 0;
    }
}

bool ProgramLexer::regex()
{
    if (!has(CodeTrait::Regexes) || m_isAfterValue)
        return false;
    const QStringView rest = m_scan.rest();
    bool isInClass = false;
    for (qsizetype at = 1; at < rest.size(); ++at) {
        const QChar c = rest[at];
        if (c == u'\\')
            ++at;
        else if (c == u'[')
            isInClass = true;
        else if (c == u']')
            isInClass = false;
        else if (c == u'/' && !isInClass && at > 1) {
            const qsizetype start = m_scan.at();
            m_scan.skip(at + 1);
            m_scan.skipWord();
            m_scan.mark(start, CodeRole::String);
            m_isAfterValue = true;
            return true;
        }
    }
    return false;
}

void ProgramLexer::openBrace()
{
    m_scan.skip();
    m_isAfterValue = false;
    if (m_state.depth > 0 && (m_state.payload & 0xf) < kMostBraces)
        ++m_state.payload;
}

//! Ends a block, or the expression in a template, whose text then goes on.
void ProgramLexer::closeBrace()
{
    const qsizetype start = m_scan.at();
    m_scan.skip();
    m_isAfterValue = false;
    if (m_state.depth == 0)
        return;
    if ((m_state.payload & 0xf) > 0) {
        --m_state.payload;
        return;
    }
    m_scan.mark(start, CodeRole::Name);
    m_state.payload >>= 4;
    --m_state.depth;
    m_state.mode = Mode::String;
    m_state.quote = CodeState::Quote::Backtick;
    string(m_scan.at());
}

CodeState lexBlockComment(LineScan &scan, CodeState state, qsizetype start)
{
    if (scan.skipPast(QLatin1String("*/")))
        state.mode = Mode::Code;
    scan.mark(start, CodeRole::Comment);
    return state;
}

CodeState lexProgram(LineScan &scan, CodeState state, const CodeLanguage &language, const CodeWords &words)
{
    return ProgramLexer(scan, state, language, words).run();
}

} // namespace tabletalk
