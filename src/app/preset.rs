//! Keymaps for hands that know another program.

/// Which keymap the reader's own keys are put over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the programs")]
pub enum Preset {
    #[default]
    Usual,
    Less,
    Vim,
    Emacs,
    Arrows,
}

/// Each preset with its name in the settings and its file.
const PRESETS: &[(Preset, &str, &str)] = &[
    (Preset::Usual, "usual", ""),
    (Preset::Less, "less", include_str!("../../assets/keymaps/less.toml")),
    (Preset::Vim, "vim", include_str!("../../assets/keymaps/vim.toml")),
    (Preset::Emacs, "emacs", include_str!("../../assets/keymaps/emacs.toml")),
    (Preset::Arrows, "arrows", include_str!("../../assets/keymaps/arrows.toml")),
];

impl Preset {
    /// Its name in the settings.
    pub fn name(self) -> &'static str {
        PRESETS.iter().find(|(preset, ..)| *preset == self).map_or("", |(_, name, _)| name)
    }

    /// What it changes, as a keymap file.
    pub(super) fn text(self) -> &'static str {
        PRESETS.iter().find(|(preset, ..)| *preset == self).map_or("", |(.., text)| text)
    }
}
