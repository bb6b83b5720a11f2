// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <SQLiteCpp/Database.h>

#include <QFile>
#include <QString>

namespace tabletalk {

inline QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline void write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

#ifdef HISTORY_VERSIONS
//! What the program of that version wrote, as the sqlite3 shell dumps it.
inline QByteArray dumpOfVersion(int version)
{
    const QByteArray dump = contentOf(QStringLiteral(HISTORY_VERSIONS "/%1.sql").arg(version));
    if (dump.isEmpty())
        qFatal("version %d has no file", version);
    return dump;
}

//! A new file as the program of that version wrote it.
inline void makeFileOfVersion(int version, const QString &path)
{
    SQLite::Database database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec(dumpOfVersion(version).constData());
}
#endif

} // namespace tabletalk
