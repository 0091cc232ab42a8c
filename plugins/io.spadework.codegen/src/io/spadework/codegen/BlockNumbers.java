package io.spadework.codegen;

import io.spadework.codegen.JavaExpression.Variable;
import io.spadework.model.Shapes;
import io.spadework.model.study.BlockParameter;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The numbers inside a block as the variables of its method: what some use of the network chooses, and the channels that enter, are parameters of the method; what no use
 * chooses is a local variable.
 */
final class BlockNumbers extends Expressions {

	private final NetworkSource source;
	private final Shapes inside;
	private final Map<BlockParameter, Variable> parameters = new LinkedHashMap<>();
	private final Map<String, BlockParameter> byVariable = new LinkedHashMap<>();
	private final Set<Variable> read = new HashSet<>();
	/** Declarations in an order in which each reads only those before it. */
	private final Map<Variable, String> locals = new LinkedHashMap<>();

	BlockNumbers(NetworkSource source, Shapes inside) {
		super(inside.scope());
		this.source = source;
		this.inside = inside;
		source.fields.variables().forEach(this::define);
	}

	/** Calls the variable of a parameter. */
	void define(BlockParameter parameter, String variable) {
		Variable defined = new Variable(variable, Channels.value(inside, parameter.getName()), source.usages.isWhole(parameter));
		define(parameter.getName(), defined);
		parameters.put(parameter, defined);
		byVariable.put(variable, parameter);
	}

	/** The variable of a parameter. */
	Variable of(BlockParameter parameter) {
		return parameters.get(parameter);
	}

	/** Whether the method reads a variable of its own. */
	boolean isRead(Variable variable) {
		return read.contains(variable);
	}

	/** Declarations of the local variables. */
	List<String> locals() {
		return List.copyOf(locals.values());
	}

	/** The local variables. */
	Set<Variable> declared() {
		return Collections.unmodifiableSet(locals.keySet());
	}

	@Override
	void read(Variable variable) {
		BlockParameter parameter = byVariable.get(variable.name());
		if (source.fields.contains(variable)) {
			source.fields.read(variable);
		} else if (read.add(variable) && parameter != null && !source.usages.isChosen(parameter)) {
			// what the declaration reads comes before it
			String declaration = declaration(variable, parameter.getValue());
			String meaning = parameter.getDescription() == null || parameter.getDescription().isBlank() ? "" : " // " + JavaText.comment(parameter.getDescription().strip());
			locals.put(variable, declaration + meaning);
		}
	}
}
