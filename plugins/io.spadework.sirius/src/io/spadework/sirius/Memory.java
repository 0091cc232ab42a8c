package io.spadework.sirius;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.eclipse.emf.common.notify.Adapter;
import org.eclipse.emf.common.notify.Notification;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.util.EContentAdapter;
import org.eclipse.emf.ecore.util.EcoreUtil;

/** What was worked out from a study, until something in it changes: a diagram asks for every label by itself. */
final class Memory extends EContentAdapter {

	private final Map<Object, Object> known = new HashMap<>();

	private Memory() {
	}

	/** What is known under a key of the study that an element is in; worked out if it is not. */
	static <T> T of(EObject element, Object key, Supplier<T> work) {
		EObject root = EcoreUtil.getRootContainer(element);
		Memory memory = null;
		for (Adapter adapter : root.eAdapters())
			if (adapter instanceof Memory found)
				memory = found;
		if (memory == null) {
			memory = new Memory();
			root.eAdapters().add(memory);
		}
		return memory.recall(key, work);
	}

	@SuppressWarnings("unchecked")
	private synchronized <T> T recall(Object key, Supplier<T> work) {
		if (!known.containsKey(key))
			known.put(key, work.get());
		return (T) known.get(key);
	}

	@Override
	public void notifyChanged(Notification notification) {
		super.notifyChanged(notification);
		if (!notification.isTouch())
			synchronized (this) {
				known.clear();
			}
	}
}
