//! CoNLL-U, the format of the treebanks: <https://universaldependencies.org/format.html>.

mod read;
mod write;

pub use read::{ConlluError, read_conllu};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    const TEXT: &str = "\
# newpar
# text = Ana doesn't.
1	Ana	Ana	PROPN	NNP	Number=Sing	2	nsubj	_	_
2-3	doesn't	_	_	_	_	_	_	_	SpaceAfter=No
2	does	do	AUX	VBZ	Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin	0	root	_	_
3	n't	not	PART	RB	_	2	advmod	_	_
4	.	.	PUNCT	.	_	2	punct	_	_

# text = No.
1	No	no	INTJ	UH	_	0	root	_	SpaceAfter=No
2	.	.	PUNCT	.	_	1	punct	_	_

";

    #[test]
    fn what_is_read_is_written_again() {
        let document = read_conllu(TEXT).unwrap();
        assert_eq!(document.text, "Ana doesn't. No.");
        let written: String = document.to_conllu().lines().filter(|line| !line.starts_with("# sent_id")).map(|line| format!("{line}\n")).collect();
        assert_eq!(written, TEXT);
    }

    #[test]
    fn tokens_lie_where_the_text_has_them() {
        let document = read_conllu(&TEXT.replace("Ana", "Zoë")).unwrap();
        let token = document.tokens[1];
        assert_eq!((token.bytes, token.chars, token.joined), (Span::new(5, 9), Span::new(4, 8), false));
        assert!(document.tokens[2].joined);
        assert_eq!(document.sentence(0).map(|sentence| sentence.lemma(1)), Some("do"));
    }

    #[test]
    fn what_is_no_conllu_is_refused_with_its_line() {
        let head = |head: &str| format!("1\tA\ta\tNOUN\tNN\t_\t{head}\troot\t_\t_\n\n");
        for (text, message) in [
            ("1\tA\n".to_owned(), "line 1: ten columns are wanted, there are 2"),
            (head("x"), "line 1: the head is no number: x"),
            (head("7"), "line 2: the heads of the sentence are no tree with one root"),
            (head("1"), "line 2: the heads of the sentence are no tree with one root"),
            (head("0").replace("NOUN", "NOUNS"), "line 1: \"NOUNS\" is no word class of this library"),
            (head("0").replacen('1', "2", 1), "line 1: token 1 is wanted, this is 2"),
            (head("0").replace("\tA\t", "\t\t"), "line 1: a token has no form"),
        ] {
            assert_eq!(read_conllu(&text).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn tokens_without_tags_are_enough() {
        let document = read_conllu("1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n2\tb\t_\t_\t_\t_\t_\t_\t_\t_\n").unwrap();
        assert_eq!((document.len(), document.text.as_str()), (1, "A b"));
    }
}
