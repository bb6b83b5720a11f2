// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

#include <memory>

namespace tabletalk {

//! Bytes up to here are copied sooner than another thread is woken.
inline constexpr qsizetype kCopiedAtOnce = qsizetype{256} * 1024;

//! What `work` gives, on another thread: copying hundreds of megabytes takes longer than a frame of the
//! window's.
template <class Work>
auto elsewhere(Work work) -> QFuture<decltype(work())>
{
    auto promise = std::make_shared<QPromise<decltype(work())>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)] {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace tabletalk
