// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

class QWidget;

namespace tabletalk {

//! Something that a person can keep as a file.
struct FileOffer {
    QString title; //!< of the dialog that asks where
    QString fileName; //!< what it suggests; its suffix is added to a name that has none
    QString filter; //!< as QFileDialog has it
    QByteArray bytes;
};

//! Asks for a file and writes to it: whole or not at all. `say` gets a sentence about what came of it,
//! unless the person gave up.
void saveFile(QWidget *parent, const FileOffer &offer, std::function<void(const QString &sentence)> say);

//! Asks for a file, and does nothing to it; the offer's bytes are of no account.
void chooseFile(QWidget *parent, const FileOffer &offer, std::function<void(const QString &path)> use);

// What is said of a file that was written, and of one that was not.
QString savedSentence(const QString &path);
QString notSavedSentence(const QString &path, const QString &reason);

//! The writing alone; the sentence that says what came of it.
QString writeFile(const QString &path, const QByteArray &bytes);

} // namespace tabletalk
