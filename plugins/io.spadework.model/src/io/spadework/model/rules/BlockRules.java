package io.spadework.model.rules;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;

import io.spadework.model.ExpressionException;
import io.spadework.model.Numbers;
import io.spadework.model.Rule;
import io.spadework.model.Scope;
import io.spadework.model.study.Block;
import io.spadework.model.study.BlockInput;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.Study;

/** Expressions of blocks, as far as they can be judged without a use: what a use brings to light is told with the use. */
public final class BlockRules {

	private BlockRules() {
	}

	/** Reports expressions that no use can give a value, where no use has shown it already. */
	public static void check(Study study, Report report) {
		Scope scope = Scope.of(study);
		for (Block block : study.getBlocks()) {
			Set<String> own = names(block);
			for (Iterator<EObject> all = block.eAllContents(); all.hasNext();) {
				EObject element = all.next();
				for (EAttribute attribute : NumberRules.expressions(element)) {
					if (attribute.isRequired() || Numbers.isStated(element, attribute)) {
						expression(element, attribute, own, scope, report);
					}
				}
			}
		}
	}

	/** The block's own names: its parameters, and what it calls the channels that enter. */
	private static Set<String> names(Block block) {
		Set<String> names = new HashSet<>();
		block.getParameters().stream().map(BlockParameter::getName).forEach(names::add);
		block.getNodes().stream().filter(BlockInput.class::isInstance).forEach(input -> names.add(((BlockInput) input).getChannels()));
		return names;
	}

	/** What depends on the block's own names has a value in its uses only; whether it can ever have one shows here. */
	private static void expression(EObject element, EAttribute attribute, Set<String> own, Scope scope, Report report) {
		Set<String> used = used((String) element.eGet(attribute));
		if (used.stream().anyMatch(own::contains)) {
			List<String> unknown = used.stream().filter(name -> !own.contains(name) && !scope.knows(name)).toList();
			if (!unknown.isEmpty()) {
				report.addOnce(Rule.NUMBER.problem(element, Numbers.place(element, attribute) + ": \"" + element.eGet(attribute) + "\": neither the study nor the block has a parameter called "
						+ String.join(" or ", unknown)));
			}
			return;
		}
		try {
			Numbers.real(element, attribute, scope);
		} catch (ExpressionException e) {
			if (e.parameter() == null) {
				report.addOnce(Rule.NUMBER.problem(element, e.getMessage()));
			}
		}
	}

	private static Set<String> used(String expression) {
		try {
			return Scope.names(expression);
		} catch (ExpressionException e) {
			return Set.of(); // it cannot be read, and asking for its value says why
		}
	}
}
