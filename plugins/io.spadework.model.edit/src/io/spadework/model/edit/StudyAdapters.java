package io.spadework.model.edit;

import org.eclipse.emf.edit.provider.IItemLabelProvider;

import io.spadework.model.study.Element;
import io.spadework.model.study.provider.StudyItemProviderAdapterFactory;

/** The generated item providers, but with the labels of {@link Labels}. Pictures are the notation's, so there are none here. */
public final class StudyAdapters extends StudyItemProviderAdapterFactory {

	private final IItemLabelProvider labels = new IItemLabelProvider() {
		@Override
		public String getText(Object object) {
			return Labels.text((Element) object);
		}

		@Override
		public Object getImage(Object object) {
			return null;
		}
	};

	@Override
	public Object adapt(Object object, Object type) {
		return type == IItemLabelProvider.class && object instanceof Element ? labels : super.adapt(object, type);
	}
}
