// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON, YAML, TOML and patches: what is mostly data.

#include "codelexers.h"

#include <algorithm>

namespace tabletalk {

namespace {

using Mode = CodeState::Mode;

bool isDigit(char16_t c)
{
    return c >= u'0' && c <= u'9';
}

//! A number, a date, or a word that stands for a value.
bool isPlainValue(QStringView text, const CodeWords &words)
{
    if (text.isEmpty())
        return false;
    const bool isSigned = text.front() == u'-' || text.front() == u'+';
    const QStringView digits = text.sliced(isSigned ? 1 : 0);
    const auto belongsToNumber = [](QChar c) {
        return isDigit(c.unicode()) || QStringView(u".eExXabcdfABCDF_+-:TZ").contains(c);
    };
    if (!digits.isEmpty() && isDigit(digits.front().unicode()))
        return std::all_of(digits.begin(), digits.end(), belongsToNumber);
    return words.roleOf(text).has_value();
}

//! Goes on with a quoted string. Ends it at the end of the line unless `isLong`.
CodeState lexString(LineScan &scan, CodeState state, qsizetype start, bool isLong, CodeRole role)
{
    const bool isClosed = scan.skipString(characterOf(state.quote), !state.isRaw);
    scan.mark(start, role);
    if (isClosed || (scan.endsLine() && !isLong))
        return {};
    state.mode = Mode::String;
    return state;
}

CodeState opened(char16_t quote)
{
    return {.quote = quoteOf(quote), .isRaw = quote == u'\''};
}

//! Whether the string that starts here is the name of something: a colon follows it.
bool isKey(QStringView rest, char16_t separator)
{
    LineScan ahead(rest, nullptr, true);
    const char16_t quote = ahead.peek();
    ahead.skip();
    if (!ahead.skipString(quote, quote == u'"'))
        return false;
    ahead.skipBlanks();
    return ahead.peek() == separator;
}

void lexPlainToken(LineScan &scan, const CodeWords &words, QStringView stops)
{
    const qsizetype start = scan.at();
    while (!scan.isAtEnd() && !stops.contains(QChar(scan.peek())))
        scan.skip();
    if (isPlainValue(scan.from(start), words))
        scan.mark(start, CodeRole::Number);
    else if (scan.at() == start)
        scan.skip();
}

CodeState lexComment(LineScan &scan)
{
    const qsizetype start = scan.at();
    scan.skipToEnd();
    scan.mark(start, CodeRole::Comment);
    return {.mode = scan.endsLine() ? Mode::Code : Mode::LineComment};
}

//! Where the key of a line of YAML ends: at a colon before a blank; -1 if the line has none.
qsizetype keyEnd(QStringView rest)
{
    if (rest.isEmpty() || QStringView(u"\"'[{#&*!|>%@`").contains(rest.front()))
        return -1;
    for (qsizetype at = 0; at < rest.size(); ++at) {
        if (rest[at] == u':' && (at + 1 == rest.size() || rest[at + 1] == u' ' || rest[at + 1] == u'\t'))
            return at;
        if (rest[at] == u'#' && at > 0 && rest[at - 1] == u' ')
            return -1;
    }
    return -1;
}

} // namespace

CodeState lexJson(LineScan &scan, CodeState state, const CodeWords &words)
{
    if (state.mode == Mode::BlockComment)
        state = lexBlockComment(scan, state, scan.at());
    else if (state.mode == Mode::LineComment)
        return lexComment(scan);
    else if (state.mode == Mode::String)
        state = lexString(scan, state, scan.at(), false, CodeRole::String);
    while (!scan.isAtEnd() && state.mode == Mode::Code) {
        const char16_t c = scan.peek();
        const qsizetype start = scan.at();
        if (c == u'"' || c == u'\'') {
            const CodeRole role = isKey(scan.rest(), u':') ? CodeRole::Type : CodeRole::String;
            scan.skip();
            state = {.quote = quoteOf(c)};
            state = lexString(scan, state, start, false, role);
        } else if (c == u'/' && scan.peek(1) == u'/') {
            return lexComment(scan);
        } else if (c == u'/' && scan.peek(1) == u'*') {
            scan.skip(2);
            state.mode = Mode::BlockComment;
            state = lexBlockComment(scan, state, start);
        } else if (isDigit(c) || (c == u'-' && isDigit(scan.peek(1)))) {
            scan.skip();
            scan.skipNumber();
            scan.mark(start, CodeRole::Number);
        } else if (charclass::of(c) & charclass::WordStart) {
            scan.skipWord();
            if (const auto role = words.roleOf(scan.from(start)))
                scan.mark(start, *role);
            else if (scan.peek() == u':')
                scan.mark(start, CodeRole::Type);
        } else {
            scan.skip();
        }
    }
    return state;
}

CodeState lexYaml(LineScan &scan, CodeState state, const CodeWords &words)
{
    if (state.mode == Mode::LineComment)
        return lexComment(scan);
    if (state.mode == Mode::BlockScalar) {
        scan.skipBlanks();
        if (scan.isAtEnd() || scan.at() > state.payload) {
            scan.skipToEnd();
            scan.mark(0, CodeRole::String);
            return state;
        }
        state = {};
    } else if (state.mode == Mode::String) {
        state = lexString(scan, state, scan.at(), true, CodeRole::String);
    } else if (scan.startsWith(QLatin1String("---")) || scan.startsWith(QLatin1String("..."))
               || scan.peek() == u'%') {
        const qsizetype start = scan.at();
        scan.skip(scan.peek() == u'%' ? scan.rest().size() : 3);
        scan.mark(start, CodeRole::Keyword);
    }
    scan.skipBlanks();
    qsizetype indent = scan.at();
    while ((scan.peek() == u'-' || scan.peek() == u'?') && (scan.peek(1) == u' ' || scan.peek(1) == 0)) {
        indent = scan.at();
        scan.skip();
        scan.skipBlanks();
    }
    if (const qsizetype end = keyEnd(scan.rest()); end >= 0 && state.mode == Mode::Code) {
        indent = scan.at();
        const qsizetype start = scan.at();
        scan.skip(end);
        scan.mark(start, CodeRole::Type);
        scan.skip();
    }
    while (!scan.isAtEnd() && state.mode == Mode::Code) {
        scan.skipBlanks();
        const char16_t c = scan.peek();
        const qsizetype start = scan.at();
        if (c == u'#' && (start == 0 || scan.peek(-1) == u' ' || scan.peek(-1) == u'\t'))
            return lexComment(scan);
        if (c == u'"' || c == u'\'') {
            const CodeRole role = isKey(scan.rest(), u':') ? CodeRole::Type : CodeRole::String;
            scan.skip();
            state = lexString(scan, opened(c), start, true, role);
        } else if (c == u'&' || c == u'*' || c == u'!') {
            while (!scan.isAtEnd() && !QStringView(u" ,]}").contains(QChar(scan.peek())))
                scan.skip();
            scan.mark(start, CodeRole::Name);
        } else if ((c == u'|' || c == u'>') && scan.rest().size() <= 3 && scan.endsLine()) {
            scan.skipToEnd();
            scan.mark(start, CodeRole::Keyword);
            return {.mode = Mode::BlockScalar, .payload = quint16(std::min<qsizetype>(indent, 0xffff))};
        } else {
            lexPlainToken(scan, words, u" ,[]{}");
        }
    }
    return state;
}

CodeState lexToml(LineScan &scan, CodeState state, const CodeWords &words)
{
    const auto goOnTriple = [&](qsizetype start) {
        const bool isClosed = scan.skipTripleString(characterOf(state.quote), !state.isRaw);
        scan.mark(start, CodeRole::String);
        if (isClosed)
            state = {};
    };
    if (state.mode == Mode::LineComment)
        return lexComment(scan);
    if (state.mode == Mode::TripleString) {
        goOnTriple(scan.at());
    } else if (state.mode == Mode::String) {
        state = lexString(scan, state, scan.at(), false, CodeRole::String);
    } else {
        scan.skipBlanks();
        const qsizetype start = scan.at();
        const QStringView rest = scan.rest();
        const qsizetype equals = rest.indexOf(u'=');
        const qsizetype comment = rest.indexOf(u'#');
        if (scan.peek() == u';')
            return lexComment(scan);
        if (scan.peek() == u'[' && equals < 0 && rest.size() > 1
            && !QStringView(u" \"'0123456789").contains(rest[1])) {
            scan.skipPast(QLatin1String("]"));
            while (scan.peek() == u']')
                scan.skip();
            scan.mark(start, CodeRole::Keyword);
        } else if (equals > 0 && (comment < 0 || comment > equals)) {
            QStringView key = rest.first(equals);
            while (key.endsWith(u' ') || key.endsWith(u'\t'))
                key.chop(1);
            scan.skip(key.size());
            scan.mark(start, CodeRole::Type);
            scan.skip(equals - key.size() + 1);
        }
    }
    while (!scan.isAtEnd() && state.mode == Mode::Code) {
        scan.skipBlanks();
        const char16_t c = scan.peek();
        const qsizetype start = scan.at();
        if (c == u'#')
            return lexComment(scan);
        if (c == u'"' || c == u'\'') {
            state = opened(c);
            if (scan.peek(1) == c && scan.peek(2) == c) {
                state.mode = Mode::TripleString;
                scan.skip(3);
                goOnTriple(start);
            } else {
                scan.skip();
                state = lexString(scan, state, start, false, CodeRole::String);
            }
        } else {
            lexPlainToken(scan, words, u" \t,[]{}#=");
        }
    }
    return state;
}

CodeState lexDiff(LineScan &scan, CodeState state)
{
    // A very long line comes in pieces; the payload remembers what the first was.
    struct Kind {
        QLatin1String beginning;
        CodeRole role;
    };
    static constexpr Kind kKinds[]{
        {QLatin1String("+++"), CodeRole::Keyword},      {QLatin1String("---"), CodeRole::Keyword},
        {QLatin1String("***"), CodeRole::Keyword},      {QLatin1String("@@"), CodeRole::Type},
        {QLatin1String("+"), CodeRole::Inserted},       {QLatin1String(">"), CodeRole::Inserted},
        {QLatin1String("-"), CodeRole::Deleted},        {QLatin1String("<"), CodeRole::Deleted},
        {QLatin1String("!"), CodeRole::Name},           {QLatin1String("diff "), CodeRole::Comment},
        {QLatin1String("index "), CodeRole::Comment},   {QLatin1String("Index: "), CodeRole::Comment},
        {QLatin1String("new file"), CodeRole::Comment}, {QLatin1String("deleted file"), CodeRole::Comment},
        {QLatin1String("rename "), CodeRole::Comment},  {QLatin1String("similarity "), CodeRole::Comment},
        {QLatin1String("\\ "), CodeRole::Comment},
    };
    int kind = state.payload - 1;
    if (kind < 0) {
        const auto found = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const Kind &candidate) {
            return scan.startsWith(candidate.beginning);
        });
        kind = found == std::end(kKinds) ? -1 : int(found - std::begin(kKinds));
    }
    scan.skipToEnd();
    if (kind >= 0)
        scan.mark(0, kKinds[kind].role);
    return {.payload = quint16(scan.endsLine() ? 0 : kind + 1)};
}

} // namespace tabletalk
