// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "damagedfile.h"

#include <QByteArray>

#include <functional>
#include <variant>
#include <vector>

namespace tabletalk {

//! A row of some table as it was found in a page.
struct SalvagedRow {
    enum class Type { Null, Integer, Real, Text, Blob };
    struct Column {
        Type type = Type::Null; //!< also of what is lost
        std::variant<std::monostate, qint64, double, QByteArray> value; //!< none where it is lost
    };
    qint64 rowid = 0;
    std::vector<Column> columns; //!< as many as were stored
    bool isWhole = true; //!< false: a part of a long row is lost, and all columns behind that
};

//! Finds the rows of tables in the pages of a damaged file by what each page says of itself: it needs
//! neither the file's header nor the way from a table's root to its pages. Each row is given once, those of
//! one page in their order.
class RowFinder {
public:
    //! Both outlive it.
    RowFinder(DamagedFile &file, const std::function<void(SalvagedRow &)> &take);

    void findAll();

private:
    void takePage(const QByteArray &page, qsizetype header);
    void takeCell(const QByteArray &page, qsizetype offset);
    QByteArray wholePayload(const QByteArray &local, qint64 size, qint64 next);
    bool takeColumns(const QByteArray &payload, qint64 size, SalvagedRow &row);

    DamagedFile &m_file;
    const std::function<void(SalvagedRow &)> &m_take;
    int m_usable = 0; //!< bytes of a page that hold content
    std::vector<bool> m_isUsed; //!< the pages that are a part of some long row
};

} // namespace tabletalk
