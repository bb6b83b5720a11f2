// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QString>

namespace tabletalk {

//! The pages of a history file as they lie on the disk, with what its log holds on top of them: for a file
//! that SQLite does not read any more. Changes nothing. Used by one thread at a time.
class DamagedFile {
public:
    explicit DamagedFile(const QString &path);

    int pageSize() const { return m_pageSize; }
    //! Pages are numbered from 1.
    qint64 pageCount() const { return m_pageCount; }
    //! Always pageSize() bytes: zeros for what the disk does not give, or what was cut off.
    QByteArray page(qint64 number);

private:
    void readLog();

    QFile m_file;
    QFile m_log;
    int m_pageSize = 0;
    qint64 m_pageCount = 0;
    QHash<qint64, qint64> m_inLog; //!< by page, where its newest committed content lies in the log
};

} // namespace tabletalk
