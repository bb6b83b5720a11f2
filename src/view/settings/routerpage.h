// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "currentendpoint.h"
#include "settingspage.h"

#include <memory>

namespace tabletalk {

namespace Ui {
class RouterPage;
}

//! The Router's URL: checked as it is typed, used when its button says so.
class RouterPage : public SettingsPage {
    Q_OBJECT
public:
    //! Both outlive the page.
    RouterPage(CurrentEndpoint &endpoint, ApiKeys &keys, QWidget *parent = nullptr);
    ~RouterPage() override;

    QString title() const override;
    QIcon icon() const override;
    void load() override;

private:
    void showWhatIsTyped();
    void useTyped();

    std::unique_ptr<Ui::RouterPage> m_ui;
    CurrentEndpoint &m_endpoint;
    ApiKeys &m_keys;
};

} // namespace tabletalk
