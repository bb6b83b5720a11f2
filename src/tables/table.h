// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tableblock.h"

#include <QString>

#include <algorithm>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace tabletalk {

//! One column of a table: typed values by row. Every access is checked against the block's bounds, since
//! the block comes from a process that read untrusted bytes; what is out of bounds reads as no value.
class Column {
public:
    const QString &name() const { return m_name; }
    const ColumnFormat &format() const { return m_format; }
    const ColumnProfile &profile() const { return m_profile; }
    qint64 rowCount() const { return m_rows; }
    const std::vector<Segment> &segments() const { return m_segments; }

    //! A misfit has no value.
    bool isNull(qint64 row) const;
    //! Of any type but Text; 0 where there is no value.
    qint64 raw(qint64 row) const;
    //! Of a column of texts, UTF-8.
    std::string_view text(qint64 row) const;

    //! raw() of all rows of a segment at once; nothing of one of texts.
    void raws(size_t segment, std::vector<qint64> &values) const;
    //! Of a segment, a bit for each row, set where there is no value; empty where all have one.
    QByteArrayView nullBits(size_t segment) const;
    qint64 segmentRows(size_t segment) const
    {
        return std::min(kSegmentRows, m_rows - qint64(segment) * kSegmentRows);
    }

    //! The cell as it was written, if that is not how the format writes it.
    std::optional<std::string_view> spelling(qint64 row) const;
    bool isMisfit(qint64 row) const;
    qint64 misfitCount() const;

    //! What people see, UTF-8.
    std::string shown(qint64 row) const;
    //! What programs and models read: a point, no groups, ISO dates. Of a cell that has no value but a
    //! spelling ("n/a", a misfit), the spelling.
    std::string plain(qint64 row) const;

    //! Texts that are kept once; 0 where the column has none.
    qint64 dictionarySize() const { return m_dictionary.count; }
    std::string_view dictionaryText(qint64 code) const { return textOf(m_dictionary, code); }
    //! Whether raw() of a text column is a number of the dictionary in this segment.
    bool isDictionary(const Segment &segment) const
    {
        return m_format.type == ColumnType::Text && segment.kind == SegmentKind::Packed;
    }

private:
    friend class Table;

    //! The number of a row's spelling; nothing where it has none.
    std::optional<quint32> spellingCode(qint64 row) const;
    std::string_view textOf(const TextList &texts, qint64 number) const;
    quint64 number(qint64 at, int width) const;
    bool isSound(qint64 bodyEnd) const;

    QByteArrayView m_block;
    QString m_name;
    ColumnFormat m_format;
    ColumnProfile m_profile;
    qint64 m_rows = 0;
    std::vector<Segment> m_segments;
    TextList m_dictionary;
    SpellingList m_spellings;
};

//! A table that was read: typed columns in one block of memory that never changes. A value; copies share
//! the block. Any thread.
class Table {
public:
    Table() = default;

    //! Nothing when it is no block, or when its directory points outside it.
    static std::optional<Table> open(const QByteArray &block);

    const QString &name() const { return m_data->name; }
    qint64 rowCount() const { return m_data->rows; }
    int columnCount() const { return int(m_data->columns.size()); }
    const Column &column(int index) const { return m_data->columns[size_t(index)]; }
    const ImportReport &report() const { return m_data->report; }
    const QByteArray &block() const { return m_data->block; }

private:
    struct Data {
        QByteArray block;
        QString name;
        qint64 rows = 0;
        std::vector<Column> columns;
        ImportReport report;
    };
    std::shared_ptr<const Data> m_data = std::make_shared<const Data>();
};

} // namespace tabletalk
