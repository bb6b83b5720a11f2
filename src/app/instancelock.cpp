// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "instancelock.h"

#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tabletalk {

InstanceLock::~InstanceLock()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

InstanceLock::Outcome InstanceLock::acquire(const QString &dataDir)
{
    const QByteArray folder = QFile::encodeName(dataDir);
    // The parents may be shared; the folder itself is the person's alone.
    if (!QDir().mkpath(QDir(dataDir).filePath(QStringLiteral(".."))) && !QDir(dataDir).exists()) {
        m_reason = QString::fromLocal8Bit(std::strerror(errno));
        return Outcome::Unusable;
    }
    if (::mkdir(folder.constData(), 0700) != 0 && errno != EEXIST) {
        m_reason = QString::fromLocal8Bit(std::strerror(errno));
        return Outcome::Unusable;
    }
    m_descriptor = ::open((folder + "/lock").constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (m_descriptor < 0) {
        m_reason = QString::fromLocal8Bit(std::strerror(errno));
        return Outcome::Unusable;
    }
    return ::flock(m_descriptor, LOCK_EX | LOCK_NB) == 0 ? Outcome::Owner : Outcome::OwnedByAnother;
}

} // namespace tabletalk
