// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "conversation/tablefile.h"

#include "tableprompt.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QSaveFile>
#include <QStandardPaths>

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

QString writeCsv(const QString &path, const QString &csv)
{
    QSaveFile file(path);
    const QByteArray bytes = csv.toUtf8();
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    const QString shown = QDir::toNativeSeparators(path);
    if (isWritten)
        return tr("The table was saved as %1.").arg(shown);
    return tr("The table could not be saved as %1: %2. Choose another place.").arg(shown, file.errorString());
}

void saveCsv(QWidget *parent, const QString &csv, std::function<void(const QString &)> say)
{
    auto *dialog = new QFileDialog(parent, tr("Save table"));
    dialog->setObjectName(QStringLiteral("saveTableDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->setNameFilter(tr("Comma-separated values (*.csv)"));
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(QStringLiteral("table.csv"));
    QObject::connect(dialog, &QFileDialog::fileSelected, dialog,
                     [csv, say = std::move(say)](const QString &path) { say(writeCsv(path, csv)); });
    dialog->open();
}

} // namespace tabletalk
