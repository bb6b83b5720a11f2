// SPDX-FileCopyrightText: 2026 The Tabletalk authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "apikeys.h"
#include "currentendpoint.h"

#include <QWidget>

#include <memory>

namespace tabletalk {

namespace Ui {
class FirstStartPage;
}

//! The one page that is shown while there is no key: enter one, use the environment's, or try the demo.
class FirstStartPage : public QWidget {
    Q_OBJECT
public:
    //! Both outlive the page.
    FirstStartPage(ApiKeys &keys, CurrentEndpoint &endpoint, QWidget *parent = nullptr);
    ~FirstStartPage() override;

signals:
    //! There is a key to work with now.
    void keyReady();
    void demoRequested();

private:
    void showEndpoint();

    std::unique_ptr<Ui::FirstStartPage> m_ui;
    ApiKeys &m_keys;
    CurrentEndpoint &m_endpoint;
};

} // namespace tabletalk
