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

QString savedSentence(const QString &path)
{
    return QCoreApplication::translate("SavedFile", "Saved as %1.").arg(QDir::toNativeSeparators(path));
}

QString notSavedSentence(const QString &path, const QString &reason)
{
    return QCoreApplication::translate("SavedFile", "%1 could not be saved: %2. Choose another place.")
        .arg(QDir::toNativeSeparators(path), reason);
}

QString writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    const bool isWritten =
        file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return isWritten ? savedSentence(path) : notSavedSentence(path, file.errorString());
}

void chooseFile(QWidget *parent, const FileOffer &offer, std::function<void(const QString &)> use)
{
    auto *dialog = new QFileDialog(parent, offer.title);
    dialog->setObjectName(QStringLiteral("saveFileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QFileInfo(offer.fileName).suffix());
    dialog->setNameFilter(offer.filter);
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(offer.fileName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(use));
    dialog->open();
}

void saveFile(QWidget *parent, const FileOffer &offer, std::function<void(const QString &)> say)
{
    chooseFile(parent, offer, [bytes = offer.bytes, say = std::move(say)](const QString &path) {
        say(writeFile(path, bytes));
    });
}

} // namespace tabletalk
