package io.spadework.diagram.forms;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.StreamSupport;

import org.eclipse.emf.ecore.EAttribute;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.emf.ecore.EStructuralFeature;
import org.eclipse.emf.ecore.EcorePackage;
import org.eclipse.jface.fieldassist.ControlDecoration;
import org.eclipse.jface.fieldassist.FieldDecorationRegistry;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.forms.widgets.FormToolkit;

import io.spadework.diagram.LastFolder;
import io.spadework.diagram.StudyEditor;
import io.spadework.model.ExpressionException;
import io.spadework.model.Range;
import io.spadework.model.Scope;
import io.spadework.model.study.Element;
import io.spadework.model.study.StoredDataset;
import io.spadework.model.study.StudyPackage.Literals;

/** A feature that is typed: a text, an expression with its value beside it, a whole number, or the path of a file or folder. */
final class TextField extends Field {

	private Text text;
	private Label value;
	private ControlDecoration wrong;
	private boolean showing;

	TextField(StudyEditor editor, EObject element, EStructuralFeature feature) {
		super(editor, element, feature);
	}

	private boolean isExpression() {
		return feature.getEType() == Literals.EXPRESSION;
	}

	private boolean isNumber() {
		return feature.getEType() == EcorePackage.Literals.ELONG;
	}

	private boolean isLong() {
		return feature.getName().equals("description");
	}

	private boolean isFolder() {
		return feature == Literals.STORED_DATASET__FOLDER || feature == Literals.EVALUATION__SEGMENTER || feature.getEContainingClass() == Literals.FOLDER_DATASET && feature.getName().endsWith("Folder");
	}

	private boolean isFile() {
		return feature == Literals.FEATURE_NETWORK__WEIGHTS || feature == Literals.ADE20K_OUTDOOR__LIST || feature == Literals.EVALUATION__SEGMENTER_WEIGHTS || feature == Literals.EVALUATION__SEGMENTER_CLASSES;
	}

	@Override
	void create(Composite parent, FormToolkit toolkit) {
		label(parent, toolkit);
		boolean path = isFolder() || isFile();
		Composite place = parent;
		if (path) {
			place = toolkit.createComposite(parent);
			GridLayout layout = new GridLayout(2, false);
			layout.marginWidth = 1;
			layout.marginHeight = 0;
			place.setLayout(layout);
			place.setLayoutData(wide(2));
		}
		text = toolkit.createText(place, "", isLong() ? SWT.MULTI | SWT.WRAP | SWT.V_SCROLL | SWT.BORDER : SWT.SINGLE | SWT.BORDER);
		GridData data = wide(path || isExpression() ? 1 : 2);
		if (isLong())
			data.heightHint = 54;
		text.setLayoutData(data);
		describe(text);
		if (isLong())
			// Tab leaves the field, as in all others
			text.addTraverseListener(e -> e.doit = e.doit || e.detail == SWT.TRAVERSE_TAB_NEXT || e.detail == SWT.TRAVERSE_TAB_PREVIOUS);
		text.addListener(SWT.Modify, e -> typed());
		if (isExpression()) {
			value = toolkit.createLabel(parent, "");
			GridData beside = new GridData(SWT.FILL, SWT.CENTER, false, false);
			beside.widthHint = 110;
			value.setLayoutData(beside);
			ExpressionAssist.install(text, () -> Scopes.names((Element) element));
			text.addListener(SWT.KeyDown, e -> {
				if (e.keyCode == SWT.ARROW_UP || e.keyCode == SWT.ARROW_DOWN)
					step((e.keyCode == SWT.ARROW_UP ? 1 : -1) * ((e.stateMask & SWT.SHIFT) != 0 ? 10 : 1));
			});
		}
		if (isNumber()) {
			wrong = new ControlDecoration(text, SWT.LEFT | SWT.TOP);
			wrong.setImage(FieldDecorationRegistry.getDefault().getFieldDecoration(FieldDecorationRegistry.DEC_ERROR).getImage());
			wrong.setDescriptionText("A whole number of at most 64 bits is needed.");
			wrong.hide();
		}
		if (path) {
			Button browse = toolkit.createButton(place, "Browse...", SWT.PUSH);
			browse.setToolTipText("Choose " + Words.of(feature).toLowerCase(Locale.ROOT));
			browse.addListener(SWT.Selection, e -> browse());
		}
		refresh();
	}

	/** The arrow keys count, where the field holds a whole number and nothing else. */
	private void step(int by) {
		if (text.getText().matches("-?\\d{1,9}")) {
			text.setText(String.valueOf(Integer.parseInt(text.getText()) + by));
			text.setSelection(text.getText().length());
		}
	}

	private void typed() {
		if (showing)
			return;
		String typed = text.getText();
		if (isNumber()) {
			try {
				set(Long.parseLong(typed.strip()));
				wrong.hide();
			} catch (NumberFormatException e) {
				wrong.show();
			}
			return;
		}
		set(typed.isEmpty() && !feature.isRequired() ? null : typed);
		showValue();
	}

	@Override
	void refresh() {
		String now = isMixed() ? "" : Objects.toString(element.eGet(feature), "");
		text.setMessage(isMixed() ? "several values" : "");
		if (!now.equals(text.getText())) {
			showing = true;
			text.setText(now);
			showing = false;
		}
		if (wrong != null)
			wrong.hide();
		showValue();
	}

	/** The value beside the expression, where it is not the same text. */
	private void showValue() {
		if (value == null)
			return;
		String expression = text.getText().strip();
		String shown = "";
		Scope scope = Scopes.of((Element) element);
		if (scope != null && !expression.isEmpty())
			try {
				String number = Scope.text(scope.value(expression));
				shown = expression.matches("-?[\\d.]+([eE]-?\\d+)?") ? "" : "= " + number;
			} catch (ExpressionException e) {
				shown = "no value";
			}
		value.setText(shown);
		value.setToolTipText(shown.isEmpty() ? null : expression + " " + shown + range());
	}

	private String range() {
		try {
			return "; it can be " + Range.of(element.eClass(), (EAttribute) feature);
		} catch (IllegalArgumentException e) {
			return "";
		}
	}

	private void browse() {
		Path from = base();
		String chosen;
		if (isFolder()) {
			DirectoryDialog dialog = new DirectoryDialog(text.getShell());
			dialog.setMessage(Words.meaning(feature));
			dialog.setFilterPath(from == null ? null : from.toString());
			chosen = LastFolder.open(dialog);
		} else {
			FileDialog dialog = new FileDialog(text.getShell(), SWT.OPEN);
			dialog.setFilterPath(from == null ? null : from.toString());
			chosen = LastFolder.open(dialog);
		}
		if (chosen != null)
			text.setText(relative(from, Path.of(chosen)));
	}

	/** What the path is relative to: the study, or the folder of the data set. */
	private Path base() {
		Path study = editor.path() == null ? null : editor.path().toAbsolutePath().getParent();
		if (study == null || feature == Literals.STORED_DATASET__FOLDER || !(element instanceof StoredDataset data))
			return study;
		return study.resolve(Objects.toString(data.getFolder(), "")).normalize();
	}

	/** A path as a study says it: relative where a neighbour or something inside is meant, with slashes, so that it means the same on other machines. */
	static String relative(Path from, Path chosen) {
		if (from == null)
			return chosen.toString();
		try {
			Path root = from.toRealPath();
			Path real = chosen.toRealPath();
			Path relative = root.relativize(real);
			long up = StreamSupport.stream(relative.spliterator(), false).filter(part -> part.toString().equals("..")).count();
			String said = relative.toString().isEmpty() ? "." : relative.toString().replace('\\', '/');
			return up > 3 || up >= root.getNameCount() ? real.toString() : said;
		} catch (IOException | IllegalArgumentException e) {
			return chosen.toString();
		}
	}

	@Override
	Control control() {
		return text;
	}
}
