// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "savedfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QSaveFile>
#include <QStandardPaths>

namespace tabletalk {

QString writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    const QString shown = QDir::toNativeSeparators(path);
    if (isWritten)
        return QCoreApplication::translate("SavedFile", "Saved as %1.").arg(shown);
    return QCoreApplication::translate("SavedFile", "%1 could not be saved: %2. Choose another place.")
        .arg(shown, file.errorString());
}

void saveFile(QWidget *parent, const FileOffer &offer, std::function<void(const QString &)> say)
{
    auto *dialog = new QFileDialog(parent, offer.title);
    dialog->setObjectName(QStringLiteral("saveFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(offer.fileName).suffix());
    dialog->setNameFilter(offer.filter);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(offer.fileName);
    QObject::connect(
        dialog, &QFileDialog::fileSelected, dialog,
        [bytes = offer.bytes, say = std::move(say)](const QString &path) { say(writeFile(path, bytes)); });
    dialog->open();
}

} // namespace tabletalk
