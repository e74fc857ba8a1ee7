//! Letters and signs that a reader takes for others, by what they look like: in the spirit of the confusables of
//! Unicode TS 39, chosen from the alphabets, phonetic letters and signs that names are disguised with.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What they look like, folded, and the folded characters that look so.
const LOOK_ALIKES: &[(&str, &str)] = &[
    // Latin letters of other alphabets, phonetic letters and small capitals.
    ("a", "ɑɐɒᴀᶏⱥꬰʌᴧ"),
    ("ae", "ᴁӕꬱ"),
    ("b", "ʙɓƀƃƅᵬᶀᴃꞗ"),
    ("c", "ᴄƈɕȼꞓꞔↄ"),
    ("d", "ᴅɖɗðƌᵭᶁᶑȡᴆ"),
    ("e", "ᴇɘəɛɜɝɇᶒⱸꬴᴈʒǝ℮е"),
    ("f", "ƒꜰᵮᶂꞙꬵẝ"),
    ("g", "ɡɢɠʛǥᶃꞡꬶᵹ"),
    ("h", "ħʜɦɧƕⱨꜧɥ"),
    ("i", "ɪɨɩᵻᵼᶖ⍳"),
    ("j", "ȷɟɉᴊʝ"),
    ("k", "ĸƙᴋꝁꝃꝅꞣᶄⱪ"),
    ("l", "ʟɫɬɭȴƚᴌᶅⱡꝉꬷǀǃꞁ"),
    ("m", "ᴍɱɯɰᵯᶆꟻ"),
    ("n", "ɴɲɳŋƞȵᴎᵰᶇꞑꞥ"),
    ("o", "ᴏɔɵʘᴐᴑᴒᴓꝋꝍⱺꬾꞷ"),
    ("ou", "ȣᴕ"),
    ("p", "ᴘƥᵽᶈꝑꝓꝕᵱƿɸ"),
    ("q", "ʠɋꝗꝙ"),
    ("r", "ʀɹɺɻɼɽɾɿʁɍᴙᴚᵲᵳᶉꝛꞧꭇꭈꮁᴦ"),
    ("s", "ꜱʂʃȿƨƽᵴᶊꞩꭍ"),
    ("t", "ᴛŧƫƭʈȶʇᵵⱦꞇ"),
    ("u", "ᴜʉʊᵾᵿᶙꭎꭒᴝᴞ"),
    ("v", "ᴠʋᶌⱱⱴꝟꝩ"),
    ("w", "ᴡʍⱳ"),
    ("x", "ᶍꭓꭕꭗꭙ"),
    ("y", "ʏƴɏỿɣʎꭚ"),
    ("z", "ᴢƶȥɀʐʑᵶᶎⱬꝣ"),
    // Cyrillic.
    ("a", "ал"),
    ("b", "вьбъѣҍ"),
    ("bl", "ы"),
    ("c", "сҫҁꙉ"),
    ("d", "ԁԃꚁ"),
    ("e", "єэԑҽҿәᲁ"),
    ("f", "ғӻф"),
    ("g", "ԍґ"),
    ("h", "нһђћңҥӈӊҩԧԩԕԋ"),
    ("i", "і"),
    ("j", "ј"),
    ("k", "кқҝҟҡӄԟ"),
    ("l", "ӏꙇ"),
    ("lo", "ю"),
    ("m", "мӎ"),
    ("n", "пиԥҋ"),
    ("o", "оѳөѻᲂ"),
    ("p", "рҏ"),
    ("q", "ԛ"),
    ("r", "гяӷ"),
    ("s", "ѕꙅ"),
    ("t", "тҭԏᲄ"),
    ("u", "цҵꙋ"),
    ("v", "ѵ"),
    ("w", "шщѡԝꙍ"),
    ("x", "хҳӽӿ"),
    ("y", "учүұҷҹӌ"),
    ("3", "зҙӡ"),
    // Greek.
    ("a", "αλ"),
    ("b", "β"),
    ("c", "ϛ"),
    ("d", "δ"),
    ("e", "εξ"),
    ("f", "ϝφ"),
    ("h", "ηͱ"),
    ("i", "ι"),
    ("j", "ϳ"),
    ("k", "κϗ"),
    ("m", "μϻ"),
    ("n", "νπͷ"),
    ("o", "οσθ"),
    ("p", "ρϸ"),
    ("q", "ϙ"),
    ("t", "τ"),
    ("w", "ωψ"),
    ("x", "χ"),
    ("y", "υγ"),
    ("z", "ζ"),
    // Armenian and Georgian.
    ("c", "ցⴚ"),
    ("d", "ժ"),
    ("f", "ք"),
    ("h", "հղ"),
    ("l", "լ"),
    ("n", "ոռյ"),
    ("o", "օჿ"),
    ("q", "գզ"),
    ("s", "տ"),
    ("u", "ս"),
    ("w", "ա"),
    ("y", "ყ"),
    // Coptic.
    ("a", "ⲁ"),
    ("b", "ⲃ"),
    ("c", "ⲥ"),
    ("e", "ⲉ"),
    ("h", "ⲏ"),
    ("i", "ⲓ"),
    ("k", "ⲕ"),
    ("m", "ⲙ"),
    ("n", "ⲛ"),
    ("o", "ⲟⲑ"),
    ("p", "ⲣ"),
    ("t", "ⲧ"),
    ("x", "ⲭ"),
    ("y", "ⲩ"),
    ("z", "ⲍ"),
    ("w", "ⲱ"),
    // Cherokee.
    ("a", "ꭺ"),
    ("b", "ᏼꮟ"),
    ("c", "ꮯ"),
    ("d", "ꭰꮷ"),
    ("e", "ꭼꮛ"),
    ("f", "ꮀ"),
    ("g", "ꮐᏻꮆ"),
    ("h", "ꮋꮒ"),
    ("i", "ꭵꮠ"),
    ("j", "ꭻ"),
    ("k", "ꮶ"),
    ("l", "ꮮ"),
    ("m", "ꮇ"),
    ("n", "ꮑ"),
    ("o", "ꮎꭴ"),
    ("p", "ꮲ"),
    ("r", "ꭱꮢ"),
    ("s", "ꮥꮪ"),
    ("t", "ꭲꮦ"),
    ("v", "ꮩꮂ"),
    ("w", "ꮃꮤꮗ"),
    ("y", "ꭹꮍ"),
    ("z", "ꮓ"),
    ("4", "ꮞ"),
    // Lisu.
    ("a", "ꓮꓯ"),
    ("b", "ꓐꓭ"),
    ("c", "ꓚꓛ"),
    ("d", "ꓓꓒꓷ"),
    ("e", "ꓰꓱ"),
    ("f", "ꓝꓞ"),
    ("g", "ꓖꓨ"),
    ("h", "ꓧ"),
    ("i", "ꓲ"),
    ("j", "ꓙꓩ"),
    ("k", "ꓗꓘ"),
    ("l", "ꓡꓶ"),
    ("m", "ꓟ"),
    ("n", "ꓠ"),
    ("o", "ꓳ"),
    ("p", "ꓑ"),
    ("r", "ꓣꓤ"),
    ("s", "ꓢ"),
    ("t", "ꓔꓕ"),
    ("u", "ꓴꓵ"),
    ("v", "ꓦꓥ"),
    ("w", "ꓪ"),
    ("x", "ꓫ"),
    ("y", "ꓬ"),
    ("z", "ꓜ"),
    // Signs that stand for letters, or for a word.
    ("a", "@"),
    ("c", "¢"),
    ("e", "€"),
    ("l", "|"),
    ("s", "$"),
    ("y", "¥"),
    ("and", "&"),
    // Arabic letters that differ by country or by a stroke.
    ("ه", "ھە"),
    ("و", "ۆ"),
];

static BY_CHARACTER: LazyLock<BTreeMap<char, &'static str>> =
    LazyLock::new(|| LOOK_ALIKES.iter().flat_map(|(like, all)| all.chars().map(|c| (c, *like))).collect());

/// What a folded character looks like; none where it looks like nothing else.
pub(super) fn look_alike(c: char) -> Option<&'static str> {
    BY_CHARACTER.get(&c).copied()
}

/// The alphabets of letters that can be mistaken for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Alphabet {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Georgian,
}

/// What a letter says of the name that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LetterKind {
    /// Of an alphabet whose letters are taken for another's.
    Of(Alphabet),
    /// Of a script that looks like no other.
    Distinct,
    /// Of a script that no language of trade is written in, or a phonetic letter: no name has it.
    Unusual,
}

/// Letters that phonetics has in common with languages of Africa and the Caucasus.
const OF_LANGUAGES: &str = "ɓɔɖɗəɛɣɨɩɲɵʉʊʋʒʔ";

/// The kind of a letter that was composed for compatibility (NFKC).
pub(super) fn kind(c: char) -> LetterKind {
    use Alphabet::{Armenian, Cyrillic, Georgian, Greek, Latin};
    match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => LetterKind::Of(Latin),
        '\u{250}'..='\u{2af}' if OF_LANGUAGES.contains(c) => LetterKind::Of(Latin),
        // Apostrophes of Hawaiian, Ukrainian and others.
        '\u{2bb}' | '\u{2bc}' => LetterKind::Distinct,
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => LetterKind::Of(Greek),
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{a640}'..='\u{a69f}' => LetterKind::Of(Cyrillic),
        '\u{530}'..='\u{58f}' => LetterKind::Of(Armenian),
        '\u{10a0}'..='\u{10ff}' | '\u{1c90}'..='\u{1cbf}' => LetterKind::Of(Georgian),
        _ if is_of_trade(c) => LetterKind::Distinct,
        _ => LetterKind::Unusual,
    }
}

/// Whether a letter is of another script that names of companies are written in today.
fn is_of_trade(c: char) -> bool {
    matches!(c,
        // Hebrew, Arabic, Syriac, Thaana, N'Ko.
        '\u{590}'..='\u{7bf}' | '\u{860}'..='\u{8ff}'
        // Those of India, Sri Lanka, Thailand, Laos, Tibet, Burma; Ethiopic, Khmer, Mongolian.
        | '\u{900}'..='\u{109f}' | '\u{1200}'..='\u{139f}' | '\u{1780}'..='\u{18af}' | '\u{1cd0}'..='\u{1cff}'
        // Chinese, Japanese, Korean.
        | '\u{1100}'..='\u{11ff}' | '\u{3005}'..='\u{318f}' | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{a8e0}'..='\u{a8ff}' | '\u{a960}'..='\u{a97f}' | '\u{aa60}'..='\u{aa7f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::fold::fold;

    #[test]
    fn every_character_of_the_table_is_folded_and_stands_there_once() {
        let all: Vec<char> = LOOK_ALIKES.iter().flat_map(|(_, all)| all.chars()).collect();

        for c in &all {
            assert_eq!(fold(&c.to_string()), c.to_string(), "U+{:04X} is looked up folded", u32::from(*c));
        }
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len(), "a character stands there twice");
        assert!(LOOK_ALIKES.iter().all(|(like, _)| like.chars().all(|c| look_alike(c).is_none())));
    }
}
