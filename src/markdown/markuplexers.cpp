// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

// HTML, XML and style sheets.

#include "codelexers.h"

#include <algorithm>

namespace tabletalk {

namespace {

using Mode = CodeState::Mode;
using Host = CodeState::Host;

constexpr int kDeepestBlock = 7;

void skipName(LineScan &scan)
{
    while (!scan.isAtEnd()
           && (charclass::of(scan.peek()) & charclass::WordPart
               || QStringView(u"-:.").contains(QChar(scan.peek()))))
        scan.skip();
}

Host embeddedIn(QStringView element)
{
    if (element.compare(QLatin1String("script"), Qt::CaseInsensitive) == 0)
        return Host::Script;
    return element.compare(QLatin1String("style"), Qt::CaseInsensitive) == 0 ? Host::Style : Host::NoHost;
}

CodeState lexMarkupComment(LineScan &scan, CodeState state, qsizetype start)
{
    state.mode = scan.skipPast(QLatin1String("-->")) ? Mode::Code : Mode::BlockComment;
    scan.mark(start, CodeRole::Comment);
    return state;
}

CodeState lexAttributeValue(LineScan &scan, CodeState state, qsizetype start)
{
    if (scan.skipString(characterOf(state.quote), false)) {
        state.mode = Mode::Tag;
        state.quote = CodeState::Quote::NoQuote;
    } else {
        state.mode = Mode::TagString;
    }
    scan.mark(start, CodeRole::String);
    return state;
}

//! Between "<name" and ">".
CodeState lexTag(LineScan &scan, CodeState state, bool mayEmbed)
{
    while (!scan.isAtEnd() && state.mode == Mode::Tag) {
        scan.skipBlanks();
        const qsizetype start = scan.at();
        const char16_t c = scan.peek();
        if (c == u'>' || (c == u'/' && scan.peek(1) == u'>')) {
            scan.skip(c == u'>' ? 1 : 2);
            const Host embedded = scan.peek(-2) == u'/' ? Host::NoHost : Host(state.payload);
            scan.mark(start, CodeRole::Keyword);
            state = {.host = mayEmbed ? quint8(embedded) : state.host};
            return state;
        }
        if (c == u'"' || c == u'\'') {
            state.quote = quoteOf(c);
            scan.skip();
            state = lexAttributeValue(scan, state, start);
        } else if (charclass::of(c) & charclass::WordStart) {
            skipName(scan);
            scan.mark(start, CodeRole::Type);
        } else {
            scan.skip();
        }
    }
    return state;
}

//! The beginning of a tag: up to its name.
CodeState openTag(LineScan &scan, CodeState state)
{
    const qsizetype start = scan.at();
    scan.skip();
    const bool isClosing = scan.peek() == u'/';
    if (isClosing || scan.peek() == u'!' || scan.peek() == u'?')
        scan.skip();
    const qsizetype nameStart = scan.at();
    skipName(scan);
    const QStringView name = scan.from(nameStart);
    if (name.isEmpty())
        return state; // "<" as in a comparison
    scan.mark(start, CodeRole::Keyword);
    state.mode = Mode::Tag;
    state.payload = quint16(isClosing ? Host::NoHost : embeddedIn(name));
    return state;
}

} // namespace

CodeState lexHtml(LineScan &scan, CodeState state, bool mayEmbed)
{
    if (state.mode == Mode::BlockComment)
        state = lexMarkupComment(scan, state, scan.at());
    else if (state.mode == Mode::TagString)
        state = lexAttributeValue(scan, state, scan.at());
    const auto isInside = [&] { return !mayEmbed || state.host == Host::NoHost; };
    while (!scan.isAtEnd() && isInside()) {
        const qsizetype start = scan.at();
        const char16_t c = scan.peek();
        if (state.mode == Mode::Tag) {
            state = lexTag(scan, state, mayEmbed);
        } else if (state.mode != Mode::Code) {
            scan.skipToEnd(); // of the piece, so that whoever gave it gets on
        } else if (scan.startsWith(QLatin1String("<!--"))) {
            scan.skip(4);
            state = lexMarkupComment(scan, state, start);
        } else if (c == u'<') {
            state = openTag(scan, state);
        } else if (c == u'&') {
            const qsizetype semicolon = scan.rest().left(34).indexOf(u';');
            const QStringView name = scan.rest().mid(1, semicolon - 1);
            const bool isEntity = semicolon > 1 && std::none_of(name.begin(), name.end(), [](QChar part) {
                                      return part == u' ' || part == u'&';
                                  });
            scan.skip(isEntity ? semicolon + 1 : 1);
            if (isEntity)
                scan.mark(start, CodeRole::Number);
        } else {
            const qsizetype next = scan.rest().indexOf(u'<');
            const qsizetype entity = scan.rest().left(next < 0 ? scan.rest().size() : next).indexOf(u'&');
            scan.skip(entity >= 0 ? entity : next >= 0 ? next : scan.rest().size());
        }
    }
    return state;
}

CodeState lexCss(LineScan &scan, CodeState state)
{
    if (state.mode == Mode::BlockComment)
        state = lexBlockComment(scan, state, scan.at());
    else if (state.mode == Mode::String) {
        const qsizetype start = scan.at();
        state.mode =
            scan.skipString(characterOf(state.quote), true) || scan.endsLine() ? Mode::Code : Mode::String;
        scan.mark(start, CodeRole::String);
    }
    while (!scan.isAtEnd() && state.mode == Mode::Code) {
        const qsizetype start = scan.at();
        const char16_t c = scan.peek();
        const char16_t next = scan.peek(1);
        const bool startsName = charclass::of(next) & charclass::WordStart || next == u'-';
        const bool isInBlock = state.depth > 0;
        if (c == u'/' && next == u'*') {
            scan.skip(2);
            state.mode = Mode::BlockComment;
            state = lexBlockComment(scan, state, start);
        } else if (c == u'/' && next == u'/' && scan.peek(-1) != u'(' && scan.peek(-1) != u':') {
            scan.skipToEnd();
            scan.mark(start, CodeRole::Comment);
        } else if (c == u'"' || c == u'\'') {
            scan.skip();
            state.quote = quoteOf(c);
            state.mode = scan.skipString(c, true) || scan.endsLine() ? Mode::Code : Mode::String;
            scan.mark(start, CodeRole::String);
        } else if (c == u'{' || c == u'}') {
            scan.skip();
            if (c == u'{' && state.depth < kDeepestBlock)
                ++state.depth;
            else if (c == u'}' && state.depth > 0)
                --state.depth;
        } else if ((c == u'@' || c == u'!') && startsName) {
            scan.skip();
            skipName(scan);
            scan.mark(start, CodeRole::Keyword);
        } else if (c == u'#' && isInBlock && charclass::of(next) & charclass::WordPart) {
            scan.skip();
            scan.skipWord();
            scan.mark(start, CodeRole::Number);
        } else if ((c == u'.' || c == u'#' || c == u':' || c == u'$') && startsName) {
            scan.skip();
            scan.skipWord();
            while (scan.peek() == u'-') {
                scan.skip();
                scan.skipWord();
            }
            scan.mark(start, CodeRole::Name);
        } else if (charclass::of(c) & charclass::Digit
                   || (c == u'.' && charclass::of(next) & charclass::Digit)) {
            scan.skip();
            scan.skipNumber();
            if (scan.peek() == u'%')
                scan.skip();
            scan.mark(start, CodeRole::Number);
        } else if (charclass::of(c) & charclass::WordStart || (c == u'-' && startsName)) {
            scan.skip();
            while (charclass::of(scan.peek()) & charclass::WordPart || scan.peek() == u'-') {
                if (scan.isAtEnd())
                    break;
                scan.skip();
            }
            const bool isProperty = isInBlock && scan.peek() == u':';
            if (isProperty || !isInBlock)
                scan.mark(start, isProperty ? CodeRole::Type : CodeRole::Keyword);
            if (isProperty)
                scan.skip();
        } else {
            scan.skip();
        }
    }
    return state;
}

} // namespace tabletalk
