// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <optional>

namespace tabletalk {

//! How a source of rows is to be read, where a person has said it. What is not said is recognised.
struct ReadingChoices {
    std::optional<QString> encoding; //!< "UTF-8", "windows-1252"
    std::optional<char> delimiter;
    std::optional<char> quote; //!< '\0' for none
    std::optional<bool> hasHeader;
    std::optional<char> decimalSign; //!< '.' or ','
    std::optional<QString> sheet; //!< which one of a file with several: a sheet's or a database table's name
    bool operator==(const ReadingChoices &) const = default;
};

//! How a table goes along with a message. Stored by number: append only.
enum class TableForm : quint8 {
    Markdown = 0, //!< all rows
    Csv = 1, //!< all rows
    Schema = 2, //!< columns, types and a profile of each, and a few rows as samples
};

//! What is to become of bytes that hold a table.
struct TableOrder {
    QString name; //!< as people know it
    QString mediaType; //!< "text/html", "text/csv"; empty: its content tells
    ReadingChoices choices;
    std::optional<TableForm> form; //!< chosen; else the size decides
    QStringList privateColumns; //!< whose values never leave
    QString path; //!< of a file: where it is; never leaves
    bool keepsCopy = true; //!< else its bytes are read where it is, as long as it is what it was
    bool operator==(const TableOrder &) const = default;
};

//! What is known of a table that goes along with a message.
struct AttachedTable {
    qint64 rows = 0;
    int columns = 0;
    TableForm form = TableForm::Markdown; //!< in force
    TableOrder order; //!< as it was read, so that it can be read so again
    bool operator==(const AttachedTable &) const = default;
};

//! As history and exports keep it. What is missing or of another type is its default.
QJsonObject toJson(const AttachedTable &table);
AttachedTable attachedTableFrom(const QJsonObject &json);

// The readers' questions carry orders and choices, too.
QJsonObject toJson(const TableOrder &order);
TableOrder tableOrderFrom(const QJsonObject &json);

} // namespace tabletalk
