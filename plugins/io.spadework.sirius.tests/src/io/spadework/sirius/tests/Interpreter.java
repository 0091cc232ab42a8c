package io.spadework.sirius.tests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;

import io.spadework.sirius.GraphServices;
import io.spadework.sirius.ProblemServices;
import io.spadework.sirius.TableServices;
import io.spadework.sirius.TrainingServices;

/**
 * Evaluates expressions and runs operations as Sirius's interpreters for service:, feature: and var: and its tasks do: the receiver is self or a variable, parameters are variables, the first
 * method that fits is called, and an expression without a prefix is what it says.
 */
final class Interpreter {

	static final List<Class<?>> SERVICES = List.of(GraphServices.class, TrainingServices.class, TableServices.class, ProblemServices.class);

	private final Map<String, Object> variables = new HashMap<>();

	Interpreter with(String variable, Object value) {
		variables.put(variable, value);
		return this;
	}

	/** The methods of a name that Sirius takes for services. */
	static List<Method> services(String name) {
		return SERVICES.stream().flatMap(each -> Arrays.stream(each.getDeclaredMethods())).filter(method -> method.getName().equals(name) && isService(method)).toList();
	}

	static boolean isService(Method method) {
		return java.lang.reflect.Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0 && EObject.class.isAssignableFrom(method.getParameterTypes()[0]);
	}

	Object evaluate(EObject self, String expression) {
		if (expression.startsWith("var:"))
			return variable(self, expression.substring(4));
		if (expression.startsWith("feature:")) {
			EStructuralFeature feature = self.eClass().getEStructuralFeature(expression.substring(8));
			if (feature == null)
				throw new IllegalArgumentException(self.eClass().getName() + " has no feature of " + expression);
			return self.eGet(feature);
		}
		if (!expression.startsWith("service:"))
			return expression;
		String call = expression.substring(8);
		EObject receiver = self;
		if (call.contains(".")) {
			receiver = (EObject) variable(self, call.substring(0, call.indexOf('.')));
			call = call.substring(call.indexOf('.') + 1);
		}
		List<Object> arguments = new ArrayList<>(List.of(receiver));
		String[] parts = call.split("[(,)]");
		for (int i = 1; i < parts.length; i++)
			arguments.add(variable(self, parts[i].trim()));
		return call(parts[0], arguments.toArray());
	}

	private Object variable(EObject self, String name) {
		if ("self".equals(name))
			return self;
		if (!variables.containsKey(name))
			throw new IllegalArgumentException("unknown variable " + name);
		return variables.get(name);
	}

	private static Object call(String name, Object[] arguments) {
		Method method = services(name).stream().filter(each -> fits(each, arguments)).findFirst()
				.orElseThrow(() -> new IllegalArgumentException("no service " + name + " for " + Stream.of(arguments).map(each -> each == null ? "null" : each.getClass().getSimpleName()).toList()));
		try {
			return method.invoke(method.getDeclaringClass().getConstructor().newInstance(), arguments);
		} catch (InvocationTargetException e) {
			throw new IllegalStateException(e.getCause());
		} catch (ReflectiveOperationException e) {
			throw new IllegalStateException(e);
		}
	}

	private static boolean fits(Method method, Object[] arguments) {
		if (method.getParameterCount() != arguments.length)
			return false;
		for (int i = 0; i < arguments.length; i++)
			if (arguments[i] != null && !method.getParameterTypes()[i].isInstance(arguments[i]))
				return false;
		return true;
	}

	/** Whether a tool is allowed. */
	boolean allows(EObject tool, EObject self) {
		String precondition = (String) Specification.value(tool, "precondition");
		return precondition == null || precondition.isEmpty() || Boolean.parseBoolean(String.valueOf(evaluate(self, precondition)));
	}

	/** Runs what a tool does. */
	void run(EObject tool, EObject self) {
		EObject initial = tool.eClass().getEStructuralFeature("firstModelOperation") != null ? tool : (EObject) Specification.value(tool, "initialOperation");
		Object first = Specification.value(initial, tool == initial ? "firstModelOperation" : "firstModelOperations");
		operate((EObject) first, self);
	}

	private void operate(EObject operation, EObject self) {
		EObject target = self;
		switch (operation.eClass().getName()) {
		case "ChangeContext" -> {
			Object result = evaluate(self, (String) Specification.value(operation, "browseExpression"));
			target = result instanceof EObject element ? element : self;
		}
		case "Let" -> variables.put((String) Specification.value(operation, "variableName"), evaluate(self, (String) Specification.value(operation, "valueExpression")));
		case "Navigation" -> variables.put("navigated", self);
		default -> throw new IllegalArgumentException("operation " + operation.eClass().getName());
		}
		for (Object next : (List<?>) (operation.eClass().getEStructuralFeature("subModelOperations") == null ? List.of() : Specification.value(operation, "subModelOperations")))
			operate((EObject) next, target);
	}

	/** Where a navigation went; null if there was none. */
	Object navigated() {
		return variables.get("navigated");
	}
}
