// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QFutureWatcher>
#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace tabletalk {

//! What is being done to a table at the moment, how far it is, and a button that gives it up. Comes after
//! half a second: what takes less is not spoken of.
class JobBar : public QWidget {
    Q_OBJECT
public:
    explicit JobBar(QWidget *parent = nullptr);

    //! In place of what was followed before, which goes on unless somebody cancels it.
    void follow(const QFuture<void> &job, const QString &sentence);
    bool isBusy() const { return m_watcher.isRunning(); }

private:
    QFutureWatcher<void> m_watcher;
    QTimer m_patience;
    QLabel *m_label;
    QProgressBar *m_progress;
};

} // namespace tabletalk
