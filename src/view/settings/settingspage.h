// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QIcon>
#include <QWidget>

namespace tabletalk {

//! One page of SettingsDialog. Harmless choices apply as they are made; a key and a URL take effect by
//! their own buttons. So a page has nothing to save and nothing to discard.
class SettingsPage : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    virtual QIcon icon() const = 0;
    //! Shows what is set now; called whenever the page comes into view.
    virtual void load() = 0;
};

} // namespace tabletalk
