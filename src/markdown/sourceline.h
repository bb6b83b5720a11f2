// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArrayView>
#include <QString>

namespace tabletalk {

constexpr int kTabStop = 4;

//! What a line starts with at the top level, as far as that decides which block it belongs to. The line is
//! seen alone: whether "---" underlines a heading or is a rule, its neighbour must tell.
struct SourceLine {
    enum class Kind { Blank, Indented, Heading, Fence, Rule, Quote, Item, Text };

    //! `line` is without its line feed.
    static SourceLine classify(QByteArrayView line);

    Kind kind = Kind::Blank;
    int indent = 0; //!< columns
    bool underlinesHeading = false; //!< only = or only -
    char mark = 0; //!< of a fence: ` or ~; of an item: the bullet, or . or ) after a number
    qsizetype fenceLength = 0;
    qint64 number = 0; //!< of an ordered item
    int contentIndent = 0; //!< of an item: the column its content starts at
    bool isEmptyItem = false;

    bool isOrdered() const { return mark == '.' || mark == ')'; }
    //! Whether it ends a paragraph without a blank line before it.
    bool interruptsParagraph() const;
};

//! Where the line that contains `offset` starts.
qsizetype lineStart(QByteArrayView text, qsizetype offset);
//! One past the line feed of the line that contains `offset`, or the size of the text.
qsizetype nextLine(QByteArrayView text, qsizetype offset);

//! Leading spaces and tabs: how many bytes.
qsizetype leadingBlanks(QByteArrayView line);
//! How many columns the first `count` bytes of the line take, with tab stops.
int columnsOf(QByteArrayView line, qsizetype count);
//! The last `columns` columns of the blanks that end at `blanksEnd`, exactly as they stand in the line; a
//! tab that only partly belongs to them is spaces.
QString indentationTail(QByteArrayView line, qsizetype blanksEnd, int columns);

//! Whether a line of which only the beginning is known says nothing yet: marks alone, or the start of a
//! fence. Shown too early, "-" would turn the paragraph above into a heading for a moment.
bool isUndecided(QByteArrayView partialLine);

//! Whether the line closes a fence of `length` times `mark`, containers around it being ignored.
bool closesFence(QByteArrayView line, char mark, qsizetype length);

} // namespace tabletalk
