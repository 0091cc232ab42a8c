package io.spadework.model.edit.changes;

import java.util.Collection;
import java.util.List;

import io.spadework.model.ExpressionException;
import io.spadework.model.Ids;
import io.spadework.model.Scope;
import io.spadework.model.study.Argument;
import io.spadework.model.study.BlockParameter;
import io.spadework.model.study.BlockUse;
import io.spadework.model.study.StudyFactory;

/** Gives a block's parameter a value in uses of the block; nothing gives it the block's own value again. */
public final class SetArgument implements Change {

	private final List<BlockUse> uses;
	private final BlockParameter parameter;
	private final String value;

	/** A value, or null or blank for the block's own. */
	public SetArgument(Collection<BlockUse> uses, BlockParameter parameter, String value) {
		this.uses = List.copyOf(uses);
		this.parameter = parameter;
		this.value = value == null || value.isBlank() ? null : value.strip();
	}

	/** The value that a use gives a parameter; null where it has the block's own. */
	public static String of(BlockUse use, BlockParameter parameter) {
		return use.getArguments().stream().filter(argument -> argument.getParameter() == parameter).map(Argument::getValue).findFirst().orElse(null);
	}

	@Override
	public String label() {
		return "Set " + parameter.getName();
	}

	@Override
	public String refusal() {
		if (value == null) {
			return uses.stream().allMatch(use -> of(use, parameter) == null) ? "This is the value already." : null;
		}
		try {
			Scope.names(value);
		} catch (ExpressionException e) {
			return e.getMessage();
		}
		return uses.stream().allMatch(use -> value.equals(of(use, parameter))) ? "This is the value already." : null;
	}

	@Override
	public void make() {
		for (BlockUse use : uses) {
			Argument known = use.getArguments().stream().filter(argument -> argument.getParameter() == parameter).findFirst().orElse(null);
			if (value == null) {
				use.getArguments().remove(known);
			} else if (known != null) {
				known.setValue(value);
			} else {
				Argument argument = StudyFactory.eINSTANCE.createArgument();
				argument.setId(Ids.random());
				argument.setParameter(parameter);
				argument.setValue(value);
				use.getArguments().add(argument);
			}
		}
	}
}
