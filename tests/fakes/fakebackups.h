// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "historybackups.h"

#include <QFuture>

#include <optional>

namespace tabletalk {

//! Backups in memory, which fail on request.
class FakeBackups : public HistoryBackups {
public:
    QList<Backup> kept;
    QStringList restored;
    std::optional<Error> failWith;

    QFuture<Result<QList<Backup>>> backups() override { return answer(kept); }
    QFuture<Result<Backup>> backUp() override
    {
        if (!failWith)
            kept.prepend({QStringLiteral("made now"), Backup::Kind::Daily, 2, 3});
        return answer(kept.value(0));
    }
    QFuture<Result<Done>> restoreBackup(const QString &name) override
    {
        if (!failWith)
            restored.append(name);
        return answer(Done{});
    }
    QFuture<Result<Done>> deleteBackups(const QStringList &names) override
    {
        if (!failWith)
            kept.removeIf([&names](const Backup &backup) { return names.contains(backup.name); });
        return answer(Done{});
    }
    QFuture<Result<DataSizes>> sizes() override
    {
        return answer(DataSizes{QStringLiteral("folder"), 2'000'000, 1, 2, 3, 4});
    }

private:
    template <class T>
    QFuture<Result<T>> answer(const T &value) const
    {
        return QtFuture::makeReadyFuture(failWith ? Result<T>(*failWith) : Result<T>(value));
    }
};

} // namespace tabletalk
