// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "columnformat.h"
#include "columnprofile.h"
#include "importreport.h"

#include <QByteArray>
#include <QCborMap>

#include <cstring>

namespace tabletalk {

// The form in which a table travels from the helper process and is kept: a mark, the bodies of the columns,
// a directory in CBOR that says where they lie, and at the end the directory's place and length. Numbers are
// little-endian and not aligned.

inline constexpr char kBlockMark[] = "TABLE\n\0\1";
inline constexpr qsizetype kBlockMarkSize = 8;
inline constexpr qsizetype kBlockTailSize = 2 * sizeof(quint64);

//! Rows of a segment; only a table's last may be shorter.
inline constexpr qint64 kSegmentRows = 65536;
//! What spreadsheets can hold.
inline constexpr int kMostColumns = 16384;
//! Rows are numbered in 32 bits where a cell has a spelling of its own.
inline constexpr qint64 kMostRows = 4'000'000'000;
//! In the code of a spelling: the text is no value of the column's type.
inline constexpr quint32 kMisfitBit = 0x80000000u;

//! How a segment's values lie in the block.
enum class SegmentKind : quint8 {
    Packed = 0, //!< differences from the minimum, each as wide as the largest needs
    Texts = 1, //!< ends of the texts, then the texts
};

//! Where a segment lies and what it spans.
struct Segment {
    SegmentKind kind = SegmentKind::Packed;
    quint8 width = 0; //!< bytes of a packed value, or of an end; 0: all are the minimum
    qint64 min = 0; //!< of its values; of texts meaningless
    qint64 max = 0;
    qint64 nulls = 0;
    qint64 nullsAt = -1; //!< a bit for each row, set where there is no value; -1 where all have one
    qint64 at = 0;
    qint64 textsAt = 0;
    qint64 textBytes = 0;
};

//! Texts by number: their ends as 64-bit numbers, then the texts.
struct TextList {
    qint64 count = 0;
    qint64 endsAt = 0;
    qint64 textsAt = 0;
    qint64 textBytes = 0;
};

//! Cells that are written in another way than the format writes their value: row numbers in rising order,
//! as many codes, and the texts these count.
struct SpellingList {
    qint64 count = 0;
    qint64 rowsAt = 0;
    qint64 codesAt = 0;
    TextList texts;
};

QCborMap toCbor(const ColumnFormat &format);
QCborMap toCbor(const ColumnProfile &profile);
QCborMap toCbor(const ImportReport &report);
QCborArray toCbor(const Segment &segment);
QCborArray toCbor(const TextList &texts);
// What is missing or of another type is its default; numbers of a closed enum that are outside it, too.
ColumnFormat formatFrom(const QCborMap &map);
ColumnProfile profileFrom(const QCborMap &map);
ImportReport reportFrom(const QCborMap &map);
Segment segmentFrom(const QCborArray &array);
TextList textListFrom(const QCborArray &array);

} // namespace tabletalk
