// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sourceline.h"

#include <algorithm>
#include <cstring>

namespace tabletalk {

namespace {

constexpr int kCodeIndent = 4;
constexpr int kMaxNumberDigits = 9;

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

qsizetype runLength(QByteArrayView text, char c)
{
    return std::find_if(text.begin(), text.end(), [c](char other) { return other != c; }) - text.begin();
}

bool endsWord(QByteArrayView text, qsizetype at)
{
    return at >= text.size() || isBlank(text[at]);
}

bool isHeading(QByteArrayView text)
{
    const qsizetype marks = runLength(text, '#');
    return marks >= 1 && marks <= 6 && endsWord(text, marks);
}

bool isRule(QByteArrayView text)
{
    const char mark = text.front();
    if (mark != '-' && mark != '*' && mark != '_')
        return false;
    qsizetype marks = 0;
    for (const char c : text) {
        if (c == mark)
            ++marks;
        else if (!isBlank(c))
            return false;
    }
    return marks >= 3;
}

bool isUnderline(QByteArrayView text)
{
    const char mark = text.front();
    if (mark != '=' && mark != '-')
        return false;
    const QByteArrayView rest = text.sliced(runLength(text, mark));
    return std::all_of(rest.begin(), rest.end(), isBlank);
}

qsizetype fenceLength(QByteArrayView text)
{
    const char mark = text.front();
    if (mark != '`' && mark != '~')
        return 0;
    const qsizetype length = runLength(text, mark);
    if (length < 3 || (mark == '`' && text.sliced(length).contains('`')))
        return 0;
    return length;
}

//! How many bytes the mark of a list item takes, 0 if there is none.
qsizetype readItemMark(QByteArrayView text, SourceLine &line)
{
    qsizetype length = 0;
    const char first = text.front();
    if (first == '-' || first == '+' || first == '*') {
        length = 1;
    } else {
        line.number = 0;
        while (length < text.size() && length < kMaxNumberDigits && isDigit(text[length]))
            line.number = line.number * 10 + (text[length++] - '0');
        if (length == 0 || length >= text.size() || (text[length] != '.' && text[length] != ')'))
            return 0;
        ++length;
    }
    if (!endsWord(text, length))
        return 0;
    line.mark = text[length - 1];
    return length;
}

void readItem(QByteArrayView whole, qsizetype markEnd, SourceLine &line)
{
    const qsizetype contentStart = markEnd + leadingBlanks(whole.sliced(markEnd));
    const int markColumns = columnsOf(whole, markEnd);
    const int contentColumns = columnsOf(whole, contentStart);
    line.kind = SourceLine::Kind::Item;
    line.isEmptyItem = contentStart == whole.size();
    const bool startsWithCode = contentColumns - markColumns > kCodeIndent;
    line.contentIndent = line.isEmptyItem || startsWithCode ? markColumns + 1 : contentColumns;
}

} // namespace

SourceLine SourceLine::classify(QByteArrayView whole)
{
    SourceLine line;
    const qsizetype blanks = leadingBlanks(whole);
    if (blanks == whole.size())
        return line;
    const QByteArrayView text = whole.sliced(blanks);
    line.indent = columnsOf(whole, blanks);
    if (line.indent >= kCodeIndent) {
        line.kind = Kind::Indented;
        return line;
    }
    line.underlinesHeading = isUnderline(text);
    line.fenceLength = tabletalk::fenceLength(text);
    if (isHeading(text)) {
        line.kind = Kind::Heading;
    } else if (line.fenceLength > 0) {
        line.kind = Kind::Fence;
        line.mark = text.front();
    } else if (isRule(text)) {
        line.kind = Kind::Rule;
    } else if (text.front() == '>') {
        line.kind = Kind::Quote;
    } else if (const qsizetype markLength = readItemMark(text, line)) {
        readItem(whole, blanks + markLength, line);
    } else {
        line.kind = Kind::Text;
    }
    return line;
}

bool SourceLine::interruptsParagraph() const
{
    switch (kind) {
    case Kind::Heading:
    case Kind::Fence:
    case Kind::Rule:
    case Kind::Quote:
        return true;
    case Kind::Item:
        return !isEmptyItem && (!isOrdered() || number == 1);
    case Kind::Blank:
    case Kind::Indented:
    case Kind::Text:
        break;
    }
    return false;
}

qsizetype lineStart(QByteArrayView text, qsizetype offset)
{
    const qsizetype feed = offset > 0 ? text.first(offset).lastIndexOf('\n') : -1;
    return feed + 1;
}

qsizetype nextLine(QByteArrayView text, qsizetype offset)
{
    const void *feed = offset < text.size()
                           ? std::memchr(text.data() + offset, '\n', std::size_t(text.size() - offset))
                           : nullptr;
    return feed ? static_cast<const char *>(feed) - text.data() + 1 : text.size();
}

qsizetype leadingBlanks(QByteArrayView line)
{
    return std::find_if_not(line.begin(), line.end(), isBlank) - line.begin();
}

int columnsOf(QByteArrayView line, qsizetype count)
{
    int columns = 0;
    for (const char c : line.first(count))
        columns += c == '\t' ? kTabStop - columns % kTabStop : 1;
    return columns;
}

QString indentationTail(QByteArrayView line, qsizetype blanksEnd, int columns)
{
    const int first = columnsOf(line, blanksEnd) - columns;
    QString tail;
    int column = 0;
    for (const char c : line.first(blanksEnd)) {
        const int next = column + (c == '\t' ? kTabStop - column % kTabStop : 1);
        if (column >= first)
            tail += c == '\t' ? u'\t' : u' ';
        else if (next > first)
            tail += QString(next - first, u' ');
        column = next;
    }
    return tail;
}

bool isUndecided(QByteArrayView partialLine)
{
    const QByteArrayView text = partialLine.sliced(leadingBlanks(partialLine));
    if (text.startsWith("```") || text.startsWith("~~~"))
        return true;
    qsizetype at = 0;
    while (at < text.size() && at <= kMaxNumberDigits && isDigit(text[at]))
        ++at;
    static constexpr QByteArrayView kMarks = "-=*_+#>`~|:.) \t";
    return std::all_of(text.begin() + at, text.end(), [](char c) { return kMarks.contains(c); });
}

bool closesFence(QByteArrayView line, char mark, qsizetype length)
{
    const qsizetype start = leadingBlanks(line);
    const QByteArrayView text = line.sliced(start);
    const qsizetype marks = runLength(text, mark);
    return marks >= length && columnsOf(line, start) < kCodeIndent
           && leadingBlanks(text.sliced(marks)) == text.size() - marks;
}

} // namespace tabletalk
