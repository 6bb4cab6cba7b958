//! Every record, every text, every draft, and the name of the device.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::{Checkup, counted};
use crate::annotation::{Notebook, OperationId};
use crate::article::Digest;
use crate::library::reading::{self, Reading};
use crate::library::{Paths, device, drafts, texts};

/// Damaged records that are told one by one; a file that is no journal must not fill the screen.
const TOLD: usize = 20;

pub(super) fn look(paths: &Paths, checkup: &mut Checkup) {
    match reading::read(&paths.notes_journal_dir()) {
        Ok(reading) => {
            look_at_records(&reading, checkup);
            look_at_device(paths, &reading, checkup);
            look_at_texts(paths, reading, checkup);
        }
        Err(error) => checkup.wrong(
            error.to_string(),
            "None of your notes can be shown until it can be read. Nothing in it is lost.",
        ),
    }
    look_at_drafts(paths, checkup);
}

fn look_at_records(reading: &Reading, checkup: &mut Checkup) {
    let journals = counted(reading.stamps.len(), "journal");
    for damaged in reading.damaged.iter().take(TOLD) {
        let what = format!("line {} of {} is damaged: {}", damaged.line, damaged.file.display(), damaged.why);
        checkup.wrong(
            what,
            "What this one record said is left out; all others hold. The line stays in its file, and the reader keeps a \
             copy in .quarantine beside it: what can be read in it can be written again by hand.",
        );
    }
    let untold = reading.damaged.len().saturating_sub(TOLD);
    if untold > 0 {
        checkup.wrong(format!("{} more are damaged", counted(untold, "line")), "The same holds for them.");
    }
    if reading.damaged.is_empty() {
        let names: BTreeSet<&OperationId> =
            reading.operations.iter().map(|operation| &operation.id).collect();
        let operations = counted(names.len(), "record");
        checkup.sound(format!("{operations} in {journals}, none damaged"));
    }
    if reading.newer > 0 {
        let what = format!("{} of a newer version of sayso", counted(reading.newer, "record"));
        checkup.odd(what, "They stay in their files. Update sayso to see what they say.");
    }
}

fn look_at_device(paths: &Paths, reading: &Reading, checkup: &mut Checkup) {
    let file = paths.device_file();
    if device::kept(&file).is_some() {
        return checkup.sound("this device has a name of its own");
    }
    let advice = "The next note gives the device a new name; undo does not reach what was done before it.";
    if file.exists() {
        checkup.wrong(format!("{} holds no name of a device", file.display()), advice);
    } else if !reading.operations.is_empty() {
        checkup.odd(format!("{} is not there", file.display()), advice);
    }
}

fn look_at_texts(paths: &Paths, reading: Reading, checkup: &mut Checkup) {
    let folder = paths.texts_dir();
    let mut sound = BTreeSet::new();
    let mut is_bad = false;
    let mut names: Vec<_> =
        fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    names.sort();
    for path in names.iter().filter(|path| path.extension().is_some_and(|ending| ending == "txt")) {
        let digest = path.file_stem().and_then(|stem| Digest::parse(&stem.to_string_lossy()));
        if let Some(digest) = digest.filter(|digest| texts::read(&folder, digest).is_ok()) {
            sound.insert(digest);
        } else {
            is_bad = true;
            checkup.wrong(
                format!("{} is not the text that its name stands for", path.display()),
                "The notes on it hold; they cannot be followed into a changed article. Opening the same article and \
                 making a note on it puts the text back, or a copy from a backup does.",
            );
        }
    }
    if !is_bad {
        checkup.sound(format!("{}, each as it was marked", counted(sound.len(), "text")));
    }
    let notebook = Notebook::new(reading.operations);
    let missing: BTreeSet<Digest> = notebook.standing().map(|entry| entry.annotation.target.digest).collect();
    let missing = missing.difference(&sound).filter(|digest| !named(&folder, digest).exists()).count();
    if missing > 0 {
        checkup.odd(
            format!("{} that notes are about are not in {}", counted(missing, "text"), folder.display()),
            "The notes hold, with the words they are about. If you synchronize your notes, synchronize the texts too.",
        );
    }
    checkup.sound(format!("{} and highlights stand", counted(notebook.notes().count(), "note")));
}

fn named(folder: &Path, digest: &Digest) -> std::path::PathBuf {
    folder.join(format!("{digest}.txt"))
}

fn look_at_drafts(paths: &Paths, checkup: &mut Checkup) {
    let mut unfinished = 0;
    for path in drafts::files_in(&paths.drafts_dir()) {
        if drafts::read(&path).is_some() {
            unfinished += 1;
        } else {
            checkup.wrong(
                format!("{} is no unfinished note that can be read", path.display()),
                "Look into it for your words, and delete it.",
            );
        }
    }
    if unfinished > 0 {
        checkup.odd(
            format!("{} left unfinished", counted(unfinished, "note")),
            "Each is taken up where it was left when you write on the same words again.",
        );
    }
}
