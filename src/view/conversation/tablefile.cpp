// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/tablefile.h"

#include "savedfile.h"
#include "tableprompt.h"

#include <QCoreApplication>

namespace tabletalk {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TableFile", text);
}

} // namespace

QString csvOf(const TurnContent &content, int header)
{
    QString csv;
    for (int row = header; row < content.tableEnd(header); ++row) {
        QStringList fields;
        for (const TableCell &cell : content.block(row).cells)
            fields.append(cell.text);
        csv += csvLine(fields);
    }
    return csv;
}

QString csvLine(const QStringList &fields)
{
    QString line;
    for (const QString &field : fields) {
        if (&field != &fields.first())
            line += u',';
        appendCsvCell(line, field);
    }
    return line + QStringLiteral("\r\n");
}

void saveCsv(QWidget *parent, const QString &csv, std::function<void(const QString &)> say)
{
    saveFile(
        parent,
        {tr("Save table"), QStringLiteral("table.csv"), tr("Comma-separated values (*.csv)"), csv.toUtf8()},
        std::move(say));
}

} // namespace tabletalk
