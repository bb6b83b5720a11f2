// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "attachedtable.h"
#include "table.h"

#include <QString>

namespace tabletalk {

//! A table as a model reads it.
struct TablePrompt {
    TableForm form{};
    QString text;
};

//! A table of more cells never goes along whole: no model takes that many.
inline constexpr qint64 kMostSentCells = 1'000'000;

//! In the form that was chosen, or by its size: up to about 2,000 tokens as tight Markdown, up to 8,000 as
//! CSV, beyond that its schema alone. Never cut silently: the text says how many rows there are and whether
//! they are all there. Of private columns it holds name and type and no value, and where there are rows not
//! the column either. English: it is said to the model, and not to the person.
TablePrompt tablePrompt(const Table &table, const TableOrder &order);

//! How many rows of a table go along with it, as samples or all of them.
qint64 rowsSent(const AttachedTable &table);

//! One cell of comma-separated values: quoted where it must be.
void appendCsvCell(QString &to, QStringView cell);

} // namespace tabletalk
