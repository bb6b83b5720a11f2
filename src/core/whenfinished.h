// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>

#include <utility>

namespace tabletalk {

//! Calls `use(value)` from `receiver`'s event loop once `future` has its value, never from inside this
//! call. Nothing is called if the receiver is gone by then, or if the future ends without a value. Call it
//! in the receiver's thread; several may wait for one future.
//!
//! In place of QFuture::then(receiver, …): as of Qt 6.4 that asserts that the receiver is still alive when
//! the future finishes, and runs at once when it has finished already.
template <class T, class Use>
void whenFinished(const QFuture<T> &future, QObject *receiver, Use use)
{
    auto *watcher = new QFutureWatcher<T>(receiver);
    QObject::connect(watcher, &QFutureWatcherBase::finished, receiver, [watcher, use = std::move(use)] {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            use(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace tabletalk
