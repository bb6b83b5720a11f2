// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tableexport.h"

#include "tableprompt.h"

#include <QIODevice>

#include <algorithm>

namespace tabletalk {

namespace {

QString shownText(const Column &column, qint64 row)
{
    return QString::fromStdString(column.shown(row));
}

QString plainText(const Column &column, qint64 row)
{
    return QString::fromStdString(column.plain(row));
}

//! As Calc and Excel quote a cell between tabs.
void appendTsvCell(QString &to, const QString &cell)
{
    if (!cell.contains(u'\t') && !cell.contains(u'\n') && !cell.contains(u'\r') && !cell.startsWith(u'"')) {
        to += cell;
        return;
    }
    to += u'"';
    to += QString(cell).replace(u'"', QStringLiteral("\"\""));
    to += u'"';
}

void appendHtmlCell(QString &to, const Column &column, qint64 row)
{
    const QString shown = shownText(column, row).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
    if (column.format().isNumber() && !column.isNull(row)) {
        // A percentage's value is the fraction that it means.
        const QString exact = column.format().isPercent()
                                  ? QString::number(asDouble(column.format(), column.raw(row)), 'g', 17)
                                  : plainText(column, row);
        to += QStringLiteral("<td sdval=\"%1\" align=\"right\">%2</td>").arg(exact.toHtmlEscaped(), shown);
    } else {
        to += QStringLiteral("<td>%1</td>").arg(shown);
    }
}

} // namespace

CopiedCells copiedCells(const CellSelection &selection)
{
    CopiedCells copied;
    const auto isIn = [&areas = selection.areas](int column, size_t at) {
        return areas.isEmpty() || std::any_of(areas.begin(), areas.end(), [&](const QRect &area) {
                   return area.contains(column, int(at));
               });
    };
    copied.html = QStringLiteral("<table>");
    const auto separate = [&copied](bool isFirst) {
        if (!isFirst) {
            copied.text += u'\t';
            copied.csv += u',';
        }
    };
    const auto end = [&copied] {
        copied.text += u'\n';
        copied.csv += QStringLiteral("\r\n");
        copied.html += QStringLiteral("</tr>");
    };
    if (selection.hasNames) {
        copied.html += QStringLiteral("<tr>");
        for (const int number : selection.columns) {
            const QString &name = selection.table.column(number).name();
            separate(number == selection.columns.front());
            appendTsvCell(copied.text, name);
            appendCsvCell(copied.csv, name);
            copied.html += QStringLiteral("<th>%1</th>").arg(name.toHtmlEscaped());
        }
        end();
    }
    for (size_t at = 0; at < selection.rows.size(); ++at) {
        copied.html += QStringLiteral("<tr>");
        for (const int number : selection.columns) {
            separate(number == selection.columns.front());
            if (!isIn(number, at)) {
                copied.html += QStringLiteral("<td></td>");
                continue;
            }
            const Column &column = selection.table.column(number);
            const qint64 row = selection.rows[at];
            appendTsvCell(copied.text, shownText(column, row));
            appendCsvCell(copied.csv, plainText(column, row));
            appendHtmlCell(copied.html, column, row);
        }
        end();
    }
    copied.html += QStringLiteral("</table>");
    return copied;
}

bool writeCsv(QIODevice &to, const Table &table, const RowList *rows, const std::function<bool(int)> &goOn)
{
    constexpr qint64 kStep = 4096; // rows that are written at once
    const qint64 count = rows ? qint64(rows->size()) : table.rowCount();
    QString lines;
    const auto line = [&](const auto &cellOf) {
        for (int column = 0; column < table.columnCount(); ++column) {
            if (column > 0)
                lines += u',';
            appendCsvCell(lines, cellOf(table.column(column)));
        }
        lines += QStringLiteral("\r\n");
    };
    const auto flush = [&] {
        const QByteArray bytes = lines.toUtf8();
        lines.clear();
        return to.write(bytes) == bytes.size();
    };
    line([](const Column &column) { return column.name(); });
    for (qint64 at = 0; at < count; ++at) {
        if (at % kStep == 0 && (!flush() || !goOn(int(100 * at / count))))
            return false;
        const qint64 row = rows ? (*rows)[size_t(at)] : at;
        line([row](const Column &column) { return plainText(column, row); });
    }
    return flush();
}

} // namespace tabletalk
