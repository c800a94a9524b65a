//! Walks over the tree of a sentence.

use crate::{Relation, Sentence};

impl<'d> Sentence<'d> {
    /// The token that heads the sentence. Of a sentence that was not analysed, the first token.
    pub fn root(&self) -> usize {
        self.tokens().iter().position(|token| token.head.is_none()).unwrap_or(0)
    }

    /// The head of a token, `None` for the root.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.token(token).head
    }

    /// The relation of a token to its head.
    pub fn relation(&self, token: usize) -> Relation {
        self.token(token).relation
    }

    /// The tokens whose head is this one, in the order of the text.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + use<'d> {
        let tokens = self.tokens();
        (0..tokens.len()).filter(move |&child| tokens[child].head == Some(token))
    }

    /// The children in one of the relations, subtypes told apart.
    pub fn children_by<'r>(&self, token: usize, relations: &'r [Relation]) -> impl DoubleEndedIterator<Item = usize> + use<'d, 'r> {
        let tokens = self.tokens();
        self.children(token).filter(move |&child| relations.contains(&tokens[child].relation))
    }

    /// The first child in that relation, subtypes told apart.
    pub fn child(&self, token: usize, relation: Relation) -> Option<usize> {
        let tokens = self.tokens();
        self.children(token).find(|&child| tokens[child].relation == relation)
    }

    /// The heads above a token, nearest first, up to the root.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + use<'d> {
        let tokens = self.tokens();
        // A tree is never deeper than it has tokens; the bound keeps a foreign, broken tree from turning in circles.
        std::iter::successors(tokens[token].head, move |&above| tokens[above].head).take(tokens.len())
    }

    /// Whether `above` is the token itself or one of its ancestors.
    pub fn dominates(&self, above: usize, token: usize) -> bool {
        above == token || self.ancestors(token).any(|ancestor| ancestor == above)
    }

    /// The token and all below it, in the order of the text.
    pub fn subtree(&self, token: usize) -> Vec<usize> {
        let tokens = self.tokens();
        let mut inside = vec![false; tokens.len()];
        inside[token] = true;
        let mut open = vec![token];
        let mut found = vec![token];
        // Two passes in each direction would not do for deep trees, a stack of those whose children are still to be found does.
        while let Some(above) = open.pop() {
            for child in self.children(above) {
                if !std::mem::replace(&mut inside[child], true) {
                    open.push(child);
                    found.push(child);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// From the first token of the subtree to behind the last; in a tree with crossing edges there may be strangers between.
    pub fn subtree_span(&self, token: usize) -> std::ops::Range<usize> {
        let subtree = self.subtree(token);
        subtree[0]..subtree[subtree.len() - 1] + 1
    }

    /// The tokens from `a` up to the lowest common ancestor and down to `b`, both included.
    pub fn path(&self, a: usize, b: usize) -> Vec<usize> {
        let up: Vec<usize> = std::iter::once(a).chain(self.ancestors(a)).collect();
        let mut down = Vec::new();
        for token in std::iter::once(b).chain(self.ancestors(b)) {
            if let Some(meeting) = up.iter().position(|&above| above == token) {
                return up[..=meeting].iter().copied().chain(down.into_iter().rev()).collect();
            }
            down.push(token);
        }
        up
    }
}
