package io.spadework.sirius;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.IPath;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.SubMonitor;
import org.eclipse.emf.common.util.URI;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.resource.Resource;
import org.osgi.framework.Bundle;

import io.spadework.model.Names;
import io.spadework.model.study.Discriminator;
import io.spadework.model.study.Element;
import io.spadework.model.study.Experiment;
import io.spadework.model.study.Graph;
import io.spadework.model.study.Phase;
import io.spadework.model.study.Study;

/**
 * The few calls of Sirius that Spadework makes, by name, so that it can be built and run without Sirius: register the viewpoint, open a session, create and
 * open a representation. Calls of 7.5 and 7.6; nothing else in Spadework knows Sirius's classes.
 */
public final class Sirius {

	/** The viewpoint's name. */
	public static final String VIEWPOINT = "Spadework";

	static final String DESIGN = "io.spadework.sirius/description/spadework.odesign";

	private static final String UI = "org.eclipse.sirius.ui";
	private static final String REGISTRY = "org.eclipse.sirius.business.api.componentization.ViewpointRegistry";
	private static final String SESSIONS = "org.eclipse.sirius.business.api.session.SessionManager";
	private static final String NEW_SESSION = "org.eclipse.sirius.business.api.session.DefaultLocalSessionCreationOperation";
	private static final String ADD_RESOURCE = "org.eclipse.sirius.tools.api.command.semantic.AddSemanticResourceCommand";
	private static final String USER_SESSION = "org.eclipse.sirius.ui.business.api.session.UserSession";
	private static final String DIALECTS = "org.eclipse.sirius.business.api.dialect.DialectManager";
	private static final String NEW_REPRESENTATION = "org.eclipse.sirius.business.api.dialect.command.CreateRepresentationCommand";
	private static final String DIALECT_EDITORS = "org.eclipse.sirius.ui.business.api.dialect.DialectUIManager";

	private static final Sirius INSTANCE = new Sirius();

	private Sirius() {
	}

	/** The Sirius of this workbench, if it has one. */
	public static Sirius get() {
		return INSTANCE;
	}

	/** Whether Sirius is installed and can run. */
	public boolean isPresent() {
		Bundle bundle = Platform.getBundle(UI);
		return bundle != null && (bundle.getState() & (Bundle.RESOLVED | Bundle.STARTING | Bundle.ACTIVE)) != 0;
	}

	/** Registers the viewpoint. */
	void register() {
		try {
			call(ofClass(REGISTRY, "getInstance"), "registerFromPlugin", DESIGN);
		} catch (CoreException e) {
			throw new IllegalStateException(e.getStatus().getMessage(), e);
		}
	}

	/** What a representation of an element is called in the viewpoint; null for elements that have none. */
	public static String representation(EObject element) {
		return switch (element) {
		case Discriminator discriminator -> "Discriminator";
		case Graph graph -> "Architecture";
		case Experiment experiment -> "Training";
		case Phase phase -> "Training phase";
		case Study study -> "Experiments and parameters";
		default -> null;
		};
	}

	/**
	 * Opens the session of a study, which is made beside the study's file if there is none, and in it the representation of an element, which is made if
	 * there is none. Needs the display's thread. Throws where Sirius refuses.
	 *
	 * @param elementId of an element that has a representation
	 */
	public void open(IFile study, String elementId, IProgressMonitor monitor) throws CoreException {
		SubMonitor steps = SubMonitor.convert(monitor, 6);
		Object session = session(study, steps.split(3));
		Object domain = call(session, "getTransactionalEditingDomain");
		Object stack = call(domain, "getCommandStack");
		URI uri = URI.createPlatformResourceURI(study.getFullPath().toString(), true);
		if (resource(session, uri) == null)
			call(stack, "execute", make(ADD_RESOURCE, session, uri, steps.split(1)));
		call(ofClass(USER_SESSION, "from", session), "selectViewpoint", VIEWPOINT);
		Resource resource = resource(session, uri);
		EObject element = resource == null ? null : resource.getEObject(elementId);
		if (element == null)
			throw new CoreException(Status.error(study.getName() + " has no element with the id " + elementId + ": save the study first"));
		Object description = description(session, representation(element));
		Object representation = existing(session, element, description);
		if (representation == null) {
			Object command = make(NEW_REPRESENTATION, session, description, element, title(element), steps.split(1));
			call(stack, "execute", command);
			representation = call(command, "getCreatedRepresentation");
		}
		call(session, "save", steps.split(1));
		call(instance(DIALECT_EDITORS), "openEditor", session, representation, monitor);
	}

	private static String title(EObject element) {
		String kind = representation(element);
		return element instanceof Study ? kind : kind + " of " + Names.of((Element) element);
	}

	/** The open session beside a study. */
	private Object session(IFile study, IProgressMonitor monitor) throws CoreException {
		IFile beside = study.getParent().getFile(IPath.fromPortableString(study.getFullPath().removeFileExtension().lastSegment() + ".aird"));
		URI uri = URI.createPlatformResourceURI(beside.getFullPath().toString(), true);
		Object session;
		if (beside.exists()) {
			session = call(instance(SESSIONS), "getSession", uri, monitor);
		} else {
			Object operation = make(NEW_SESSION, uri, monitor);
			call(operation, "execute");
			session = call(operation, "getCreatedSession");
		}
		if (!(Boolean) call(session, "isOpen"))
			call(session, "open", monitor);
		return session;
	}

	private static Resource resource(Object session, URI uri) throws CoreException {
		return ((Collection<?>) call(session, "getSemanticResources")).stream().map(Resource.class::cast).filter(each -> each.getURI().equals(uri)).findFirst().orElse(null);
	}

	/** The description of a representation in the viewpoint that the session has. */
	private static EObject description(Object session, String name) throws CoreException {
		return ((Collection<?>) call(session, "getSelectedViewpoints", false)).stream().map(EObject.class::cast).filter(viewpoint -> VIEWPOINT.equals(value(viewpoint, "name")))
				.flatMap(viewpoint -> ((List<?>) value(viewpoint, "ownedRepresentations")).stream()).map(EObject.class::cast).filter(each -> name.equals(value(each, "name"))).findFirst()
				.orElseThrow(() -> new CoreException(Status.error("Sirius does not know the viewpoint " + VIEWPOINT + ", or it has no " + name)));
	}

	private Object existing(Object session, EObject element, Object description) throws CoreException {
		return ((Collection<?>) call(instance(DIALECTS), "getRepresentations", element, session)).stream().filter(each -> value((EObject) each, "description") == description).findFirst().orElse(null);
	}

	private static Object value(EObject object, String feature) {
		return object.eGet(object.eClass().getEStructuralFeature(feature));
	}

	// ---- calls by name

	private Class<?> type(String name) throws CoreException {
		Bundle bundle = Platform.getBundle(UI);
		if (bundle == null)
			throw new CoreException(Status.error("Sirius is not installed: Help > Install New Software… installs it"));
		try {
			// the bundle of Sirius's user interface requires the others, and they are exported to it
			return bundle.loadClass(name);
		} catch (ClassNotFoundException e) {
			throw refused(name, e);
		}
	}

	private Object instance(String type) throws CoreException {
		try {
			return type(type).getField("INSTANCE").get(null);
		} catch (ReflectiveOperationException e) {
			throw refused(type, e);
		}
	}

	private Object make(String type, Object... arguments) throws CoreException {
		try {
			Constructor<?> made = Stream.of(type(type).getConstructors()).filter(each -> fits(each.getParameterTypes(), arguments)).findFirst().orElseThrow(() -> new NoSuchMethodException("constructor"));
			return made.newInstance(arguments);
		} catch (ReflectiveOperationException e) {
			throw refused(type, e);
		}
	}

	private Object ofClass(String type, String name, Object... arguments) throws CoreException {
		return invoke(type(type), null, name, arguments);
	}

	private static Object call(Object receiver, String name, Object... arguments) throws CoreException {
		return invoke(receiver.getClass(), receiver, name, arguments);
	}

	private static Object invoke(Class<?> type, Object receiver, String name, Object... arguments) throws CoreException {
		try {
			Method method = method(type, name, arguments);
			return method.invoke(receiver, arguments);
		} catch (ReflectiveOperationException e) {
			throw refused(type.getName() + "." + name, e);
		}
	}

	/** A public method where it can be called from outside: in a public type, which may be an interface. */
	private static Method method(Class<?> type, String name, Object... arguments) throws NoSuchMethodException {
		for (Method method : type.getMethods())
			if (method.getName().equals(name) && fits(method.getParameterTypes(), arguments)) {
				Method open = opened(method, type);
				if (open != null)
					return open;
			}
		throw new NoSuchMethodException(type.getName() + "." + name);
	}

	private static Method opened(Method method, Class<?> type) {
		if (type == null)
			return null;
		if (Modifier.isPublic(type.getModifiers()))
			try {
				return type.getMethod(method.getName(), method.getParameterTypes());
			} catch (NoSuchMethodException e) {
				return null; // not declared this far up
			}
		for (Class<?> each : type.getInterfaces()) {
			Method found = opened(method, each);
			if (found != null)
				return found;
		}
		return opened(method, type.getSuperclass());
	}

	private static boolean fits(Class<?>[] types, Object[] values) {
		if (types.length != values.length)
			return false;
		for (int i = 0; i < types.length; i++)
			if (values[i] != null && !(types[i] == boolean.class ? values[i] instanceof Boolean : types[i].isInstance(values[i])))
				return false;
		return true;
	}

	private static CoreException refused(String what, ReflectiveOperationException e) {
		Throwable cause = e instanceof InvocationTargetException invoked ? invoked.getCause() : e;
		return new CoreException(Status.error("Sirius could not do it (" + what + "): " + cause.getMessage(), cause));
	}
}
